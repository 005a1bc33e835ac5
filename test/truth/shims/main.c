/*
 * Reads what to do from standard input, a line each:
 *   image ADDRESS FILE      maps the file there, its last page filled up with zeros as the kernel does
 *   key NAME VERSION        looks it up in that image, in a child process; "-" for no version
 * Answers each key with a line: found OFFSET | none | refuses | signal N | hang | exit N.
 */
#define _GNU_SOURCE
#include "truth.h"
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef MAP_FIXED_NOREPLACE
#define MAP_FIXED_NOREPLACE 0x100000
#endif

/* Of processor time, so that a busy machine makes no hang. */
#define SECONDS_A_KEY 1
#define PAGE ((size_t)sysconf(_SC_PAGESIZE))

struct result {
  int state;
  uintptr_t address;
};

static unsigned char *image;
static size_t length;

static void fail(const char *what, const char *name) {
  fprintf(stderr, "%s: ", name);
  perror(what);
  exit(1);
}

static void map(uintptr_t address, const char *file) {
  if (image) munmap(image, length);
  int fd = open(file, O_RDONLY);
  if (fd < 0) fail("open", file);
  size_t size = lseek(fd, 0, SEEK_END);
  length = (size + PAGE - 1) / PAGE * PAGE;
  image = mmap((void *)address, length, PROT_READ | PROT_WRITE,
               MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
  if (image != (void *)address) fail("mmap", file);
  if (pread(fd, image, size, 0) != (ssize_t)size) fail("read", file);
  close(fd);
  if (mprotect(image, length, PROT_READ | PROT_EXEC)) fail("mprotect", file);
}

static void child(struct result *result, const char *name, const char *version) {
  struct rlimit none = {0, 0}, time = {SECONDS_A_KEY, SECONDS_A_KEY + 1};
  setrlimit(RLIMIT_CORE, &none);
  setrlimit(RLIMIT_CPU, &time);
  int null = open("/dev/null", O_WRONLY);
  dup2(null, 1);
  dup2(null, 2);
  result->state = look_up(image, length, name, version, &result->address);
  _exit(0);
}

static void answer(struct result *result, const char *name, const char *version) {
  int status;
  memset(result, 0, sizeof *result);
  pid_t pid = fork();
  if (pid < 0) fail("fork", name);
  if (pid == 0) child(result, name, version);
  if (waitpid(pid, &status, 0) != pid) fail("waitpid", name);
  if (WIFSIGNALED(status)) {
    if (WTERMSIG(status) == SIGXCPU) puts("hang");
    else printf("signal %d\n", WTERMSIG(status));
  } else if (WEXITSTATUS(status) != 0) printf("exit %d\n", WEXITSTATUS(status));
  else if (result->state == FOUND) printf("found %llx\n", (unsigned long long)(result->address - (uintptr_t)image));
  else puts(result->state == REFUSES ? "refuses" : "none");
}

int main(void) {
  static char line[8192];
  static char out[1 << 16];
  setvbuf(stdout, out, _IOFBF, sizeof out);
  struct result *result = mmap(0, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (result == MAP_FAILED) fail("mmap", "result");
  while (fgets(line, sizeof line, stdin)) {
    line[strcspn(line, "\n")] = 0;
    char *command = strtok(line, " "), *first = strtok(0, " "), *second = strtok(0, " ");
    if (!command || !first || !second) fail("line", "standard input");
    if (!strcmp(command, "image")) {
      map(strtoull(first, 0, 16), second);
      continue;
    }
    fflush(stdout); /* a child must not have unwritten lines */
    answer(result, first, strcmp(second, "-") ? second : 0);
  }
  fflush(stdout);
  return 0;
}
