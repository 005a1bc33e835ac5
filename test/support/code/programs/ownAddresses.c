/*
 * Says "READY" and four addresses, in hexadecimal: three bytes into a function of its own, into a static one, and into
 * its libc's getppid(), and one of its stack. Then it waits.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>
#include <stdio.h>
#include <unistd.h>

int seenByAll(int count) {
  volatile int sum = 0;
  while (count > 0) sum += count--;
  return sum;
}

static __attribute__((noinline)) int seenByNobody(int count) {
  volatile int product = 1;
  while (count > 0) product *= count--;
  return product;
}

int main(void) {
  int here = seenByAll(3) + seenByNobody(3);
  uintptr_t libc = (uintptr_t)dlsym(RTLD_DEFAULT, "getppid");
  printf("READY %lx %lx %lx %lx\n", (unsigned long)((uintptr_t)seenByAll + 3),
         (unsigned long)((uintptr_t)seenByNobody + 3), (unsigned long)(libc + 3), (unsigned long)(uintptr_t)&here);
  fflush(stdout);
  for (;;) pause();
}
