// Runs a program with its output thrown away and prints what it took: nanoseconds by the clock, microseconds of
// processor time (user and system), kB of memory at most. A small process does this and not the benchmark itself,
// because a child's peak begins with the size of the process that forked it.
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static uint64_t nanoseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

int main(int count, char **arguments) {
  if (count < 2) return 2;
  uint64_t started = nanoseconds();
  pid_t child = fork();
  if (child == 0) {
    dup2(open("/dev/null", O_WRONLY), STDOUT_FILENO);
    execvp(arguments[1], arguments + 1);
    _exit(127);
  }
  int status;
  struct rusage usage;
  if (child < 0 || wait4(child, &status, 0, &usage) < 0) return 1;
  uint64_t took = nanoseconds() - started;
  if (status != 0) return 1;
  uint64_t processor = (uint64_t)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000000u +
                       (uint64_t)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
  printf("%llu %llu %ld\n", (unsigned long long)took, (unsigned long long)processor, usage.ru_maxrss);
  return 0;
}
