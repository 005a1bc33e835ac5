/*
 * patchVdso OFFSET BYTES: a process of which somebody has written over the vDSO, as a debugger does, and which waits to be
 * ended. OFFSET is from the image's first byte; it and BYTES are hexadecimal. Says the process's number.
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

static void fail(const char *what) {
  perror(what);
  exit(2);
}

/* A word at a time, in the order of memory. */
static void write_byte(pid_t pid, unsigned long address, unsigned char byte) {
  unsigned long start = address & -sizeof(long);
  errno = 0;
  long word = ptrace(PTRACE_PEEKDATA, pid, start, 0);
  if (errno) fail("PTRACE_PEEKDATA");
  memcpy((char *)&word + (address - start), &byte, 1);
  if (ptrace(PTRACE_POKEDATA, pid, start, word)) fail("PTRACE_POKEDATA");
}

int main(int argc, char **argv) {
  if (argc != 3) return 2;
  pid_t pid = fork();
  if (pid == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    for (;;) pause();
  }
  if (ptrace(PTRACE_ATTACH, pid, 0, 0)) fail("PTRACE_ATTACH");
  waitpid(pid, 0, 0);
  unsigned long address = getauxval(AT_SYSINFO_EHDR) + strtoul(argv[1], 0, 16);
  for (const char *digits = argv[2]; digits[0] && digits[1]; digits += 2) {
    char two[3] = {digits[0], digits[1], 0};
    write_byte(pid, address++, (unsigned char)strtoul(two, 0, 16));
  }
  if (ptrace(PTRACE_DETACH, pid, 0, 0)) fail("PTRACE_DETACH");
  printf("process %d\n", pid);
  fflush(stdout);
  for (;;) pause();
}
