/*
 * Calls each function of libc that may go through the vDSO five times, between system calls that mark them. It has no
 * start-up code, so that it can be run with the libc of any release: that one's loader sets it up.
 */
#define _GNU_SOURCE
#include <sched.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>

#define TIMES 5

static long call(long number, long argument) {
  long result;
  __asm__ volatile("syscall" : "=a"(result) : "a"(number), "D"(argument) : "rcx", "r11", "memory");
  return result;
}

static void mark(int number) { call(4000 + number, 0); }

void start(void) __asm__("_start");

__attribute__((force_align_arg_pointer)) void start(void) {
  struct timespec now;
  struct timeval day;
  mark(1);
  for (int i = 0; i < TIMES; i++) clock_gettime(CLOCK_MONOTONIC, &now);
  mark(2);
  for (int i = 0; i < TIMES; i++) gettimeofday(&day, 0);
  mark(3);
  for (int i = 0; i < TIMES; i++) time(0);
  mark(4);
  for (int i = 0; i < TIMES; i++) sched_getcpu();
  mark(5);
  for (int i = 0; i < TIMES; i++) clock_getres(CLOCK_MONOTONIC, &now);
  mark(6);
  call(SYS_exit_group, 0);
}
