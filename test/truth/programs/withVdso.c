/*
 * withVdso IMAGE PROGRAM [ARGUMENT...]: runs a program in whose memory the vDSO's bytes are the file's, changed after
 * execve and before its first instruction. Prints, at the end, a line for each interval between two system calls
 * numbered MARK and above: "NUMBER COUNT", where COUNT is the system calls that ask for time, processor or random
 * bytes. Where WORDS holds addresses, "word ADDRESS VALUE" for each as it is when the program ends by itself. The last line is "exit CODE" or "signal NUMBER". The program's own output is dropped. x86-64.
 */
#define _GNU_SOURCE
#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

#define MARK 4000

static void fail(const char *what) {
  perror(what);
  exit(2);
}

static uint64_t vdso_of(pid_t pid) {
  char name[64];
  Elf64_auxv_t entry;
  snprintf(name, sizeof name, "/proc/%d/auxv", pid);
  int fd = open(name, O_RDONLY);
  if (fd < 0) fail("auxv");
  while (read(fd, &entry, sizeof entry) == sizeof entry) {
    if (entry.a_type != AT_SYSINFO_EHDR) continue;
    close(fd);
    return entry.a_un.a_val;
  }
  fprintf(stderr, "no vDSO here\n");
  exit(2);
}

static void replace(pid_t pid, const char *file) {
  uint64_t base = vdso_of(pid), word, at = 0;
  int fd = open(file, O_RDONLY);
  if (fd < 0) fail(file);
  for (; read(fd, &word, sizeof word) == sizeof word; at += sizeof word) {
    errno = 0;
    if ((uint64_t)ptrace(PTRACE_PEEKDATA, pid, base + at, 0) == word && !errno) continue;
    if (ptrace(PTRACE_POKEDATA, pid, base + at, word)) fail("PTRACE_POKEDATA");
  }
  close(fd);
}

static void print_words(pid_t pid) {
  char *words = getenv("WORDS");
  for (char *word = words ? strtok(strdup(words), " ") : 0; word; word = strtok(0, " ")) {
    printf("word %s %lx\n", word, ptrace(PTRACE_PEEKDATA, pid, strtoul(word, 0, 16), 0));
  }
  if (words) printf("word base %lx\n", vdso_of(pid));
}

static int asks(long number) {
  return number == SYS_clock_gettime || number == SYS_clock_getres || number == SYS_gettimeofday ||
         number == SYS_time || number == SYS_getcpu || number == SYS_getrandom;
}

static void child(char **command) {
  struct rlimit none = {0, 0}, seconds = {20, 21};
  int null = open("/dev/null", O_WRONLY);
  setrlimit(RLIMIT_CORE, &none);
  setrlimit(RLIMIT_CPU, &seconds);
  dup2(null, 1);
  dup2(null, 2);
  ptrace(PTRACE_TRACEME, 0, 0, 0);
  execv(command[0], command);
  _exit(127);
}

int main(int argc, char **argv) {
  int status, entering = 1, count = 0, signal = 0;
  long mark = 0;
  if (argc < 3) return 2;
  pid_t pid = fork();
  if (pid < 0) fail("fork");
  if (pid == 0) child(argv + 2);
  if (waitpid(pid, &status, 0) != pid || !WIFSTOPPED(status)) {
    fprintf(stderr, "%s could not be started\n", argv[2]);
    return 2;
  }
  ptrace(PTRACE_SETOPTIONS, pid, 0, PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL);
  replace(pid, argv[1]);
  for (;;) {
    if (ptrace(PTRACE_SYSCALL, pid, 0, signal)) fail("PTRACE_SYSCALL");
    if (waitpid(pid, &status, 0) != pid) fail("waitpid");
    if (!WIFSTOPPED(status)) break;
    signal = WSTOPSIG(status);
    if (signal != (SIGTRAP | 0x80)) continue;
    signal = 0;
    if (entering) {
      struct user_regs_struct registers;
      ptrace(PTRACE_GETREGS, pid, 0, &registers);
      long number = registers.orig_rax;
      if (number == SYS_exit_group) print_words(pid);
      if (number >= MARK) {
        if (mark) printf("%ld %d\n", mark - MARK, count);
        mark = number;
        count = 0;
      } else if (asks(number)) count++;
    }
    entering = !entering;
  }
  if (WIFSIGNALED(status)) printf("signal %d\n", WTERMSIG(status));
  else printf("exit %d\n", WEXITSTATUS(status));
  return 0;
}
