/*
 * startedAs hidden PROGRAM [ARGUMENT...]: runs a program that is not told where its vDSO is: AT_SYSINFO_EHDR in its
 * auxiliary vector becomes AT_IGNORE after execve and before its first instruction. Nobody traces it from then on.
 * startedAs filtered PROGRAM [ARGUMENT...]: runs it under a seccomp filter of 200 instructions that lets every call pass.
 * startedAs traced PROGRAM [ARGUMENT...]: runs it with each system call of its first thread stopped twice. x86-64.
 */
#include <elf.h>
#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

static void fail(const char *what) {
  perror(what);
  exit(2);
}

static uint64_t word(pid_t pid, uint64_t address) {
  errno = 0;
  uint64_t value = ptrace(PTRACE_PEEKDATA, pid, address, 0);
  if (errno) fail("PTRACE_PEEKDATA");
  return value;
}

/* The stack of a new program: argc, argv, 0, environment, 0, auxiliary vector. */
static void hide(pid_t pid) {
  struct user_regs_struct registers;
  if (ptrace(PTRACE_GETREGS, pid, 0, &registers)) fail("PTRACE_GETREGS");
  uint64_t at = registers.rsp;
  at += 8 * (word(pid, at) + 2);
  while (word(pid, at)) at += 8;
  for (at += 8; word(pid, at) != AT_NULL; at += 16)
    if (word(pid, at) == AT_SYSINFO_EHDR && ptrace(PTRACE_POKEDATA, pid, at, (uint64_t)AT_IGNORE))
      fail("PTRACE_POKEDATA");
}

#define FILTER 200

static void filter(void) {
  struct sock_filter code[FILTER];
  code[0] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, 0);
  for (int at = 1; at < FILTER - 1; at++)
    code[at] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 100000 + at, 0, 0);
  code[FILTER - 1] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
  struct sock_fprog program = {FILTER, code};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)) fail("PR_SET_NO_NEW_PRIVS");
  if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program)) fail("PR_SET_SECCOMP");
}

static int ended(int status) {
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static int traced(pid_t pid) {
  for (int status, signal = 0;;) {
    if (ptrace(PTRACE_SYSCALL, pid, 0, (uint64_t)signal)) fail("PTRACE_SYSCALL");
    if (waitpid(pid, &status, 0) != pid) fail("waitpid");
    if (!WIFSTOPPED(status)) return ended(status);
    signal = WSTOPSIG(status) == SIGTRAP ? 0 : WSTOPSIG(status);
  }
}

int main(int count, char **arguments) {
  int status;
  if (count < 3) return 2;
  if (!strcmp(arguments[1], "filtered")) {
    filter();
    execvp(arguments[2], arguments + 2);
    fail(arguments[2]);
  }
  pid_t pid = fork();
  if (pid < 0) fail("fork");
  if (pid == 0) {
    if (ptrace(PTRACE_TRACEME, 0, 0, 0)) fail("PTRACE_TRACEME");
    execvp(arguments[2], arguments + 2);
    fail(arguments[2]);
  }
  if (waitpid(pid, &status, 0) != pid || !WIFSTOPPED(status)) fail("execve");
  if (!strcmp(arguments[1], "traced")) return traced(pid);
  hide(pid);
  if (ptrace(PTRACE_DETACH, pid, 0, 0)) fail("PTRACE_DETACH");
  if (waitpid(pid, &status, 0) != pid) fail("waitpid");
  return ended(status);
}
