/* For each clock named: how many of 100 calls entered the kernel, counted by its parent under ptrace. */
#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { CALLS = 100 };

static long calls(int clock)
{
	pid_t child = fork();
	if (child == 0) {
		struct timespec time;
		ptrace(PTRACE_TRACEME, 0, 0, 0);
		raise(SIGSTOP);
		for (int i = 0; i < CALLS; i++)
			clock_gettime(clock, &time);
		_exit(0);
	}
	int status;
	long entered = 0, entering = 1;
	waitpid(child, &status, 0);
	ptrace(PTRACE_SETOPTIONS, child, 0, PTRACE_O_TRACESYSGOOD);
	for (;;) {
		ptrace(PTRACE_SYSCALL, child, 0, 0);
		waitpid(child, &status, 0);
		if (!WIFSTOPPED(status))
			return entered;
		if (WSTOPSIG(status) != (SIGTRAP | 0x80))
			continue;
		struct user_regs_struct registers;
		ptrace(PTRACE_GETREGS, child, 0, &registers);
		if (entering && registers.orig_rax == SYS_clock_gettime)
			entered++;
		entering = !entering;
	}
}

int main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++)
		printf("%s %ld\n", argv[i], calls(atoi(argv[i])));
	return 0;
}
