/*
 * otherVdso copied|altered|moved|unmapped|hidden: a process whose auxiliary vector and maps do not lead to one image.
 *   copied    AT_SYSINFO_EHDR leads to a copy in unnamed memory, and the kernel's is there too; altered: the copy differs
 *   moved     mremap() takes the kernel's elsewhere; AT_SYSINFO_EHDR stays
 *   unmapped  munmap() takes it away
 *   hidden    AT_SYSINFO_EHDR is taken out of the auxiliary vector
 * Says "READY kernel's other's", addresses in hexadecimal, and waits; "REFUSED" where the kernel has no PR_SET_MM_MAP
 * (CONFIG_CHECKPOINT_RESTORE), which CRIU changes the vector with.
 */
#define _GNU_SOURCE
#include <elf.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <linux/prctl.h>
#include <sys/prctl.h>
#include <unistd.h>

static size_t mapped(uintptr_t base) {
  char line[512];
  unsigned long start, end;
  size_t size = 0;
  FILE *maps = fopen("/proc/self/maps", "r");
  while (maps && fgets(line, sizeof line, maps))
    if (sscanf(line, "%lx-%lx", &start, &end) == 2 && start == base) size = end - start;
  if (maps) fclose(maps);
  return size;
}

/* Fields of /proc/self/stat from the third on (proc_pid_stat(5)), whose name may hold anything. */
static int statFields(unsigned long *fields, int most) {
  static char text[4096];
  FILE *file = fopen("/proc/self/stat", "r");
  size_t size = file ? fread(text, 1, sizeof text - 1, file) : 0;
  if (file) fclose(file);
  text[size] = 0;
  char *at = strrchr(text, ')');
  int count = 0;
  for (char *word = at ? strtok(at + 1, " ") : 0; word && count < most; word = strtok(0, " "))
    fields[count++] = strtoul(word, 0, 10);
  return count;
}

static void announce(uintptr_t base) {
  static Elf64_auxv_t vector[64];
  unsigned long field[64] = {0};
  int file = open("/proc/self/auxv", O_RDONLY);
  ssize_t size = file < 0 ? -1 : read(file, vector, sizeof vector);
  if (size <= 0 || statFields(field, 64) < 49) exit(2);
  close(file);
  for (Elf64_auxv_t *at = vector; at->a_type != AT_NULL; at++)
    if (at->a_type == AT_SYSINFO_EHDR) {
      if (base) at->a_un.a_val = base;
      else at->a_type = AT_IGNORE;
    }
  /* Field N of the manual is at N - 3. */
  struct prctl_mm_map map = {
    .start_code = field[26 - 3], .end_code = field[27 - 3], .start_stack = field[28 - 3],
    .start_data = field[45 - 3], .end_data = field[46 - 3], .start_brk = field[47 - 3],
    .arg_start = field[48 - 3], .arg_end = field[49 - 3], .env_start = field[50 - 3], .env_end = field[51 - 3],
    .brk = (uintptr_t)sbrk(0), .auxv = (void *)vector, .auxv_size = (unsigned)size, .exe_fd = (unsigned)-1,
  };
  if (prctl(PR_SET_MM, PR_SET_MM_MAP, &map, sizeof map, 0)) {
    printf("REFUSED\n");
    fflush(stdout);
    exit(0);
  }
}

int main(int count, char **arguments) {
  const char *how = count > 1 ? arguments[1] : "";
  uintptr_t base = getauxval(AT_SYSINFO_EHDR);
  size_t size = mapped(base);
  uintptr_t other = 0;
  if (!base || !size) return 3;
  if (strcmp(how, "hidden") && strcmp(how, "unmapped")) {
    void *memory = mmap(0, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) return 4;
    other = (uintptr_t)memory;
  }
  /* All that may ask for the time comes before. */
  if (!strcmp(how, "copied") || !strcmp(how, "altered")) {
    memcpy((void *)other, (void *)base, size);
    if (!strcmp(how, "altered")) ((unsigned char *)other)[15] = 1;
    mprotect((void *)other, size, PROT_READ | PROT_EXEC);
    announce(other);
  } else if (!strcmp(how, "moved")) {
    void *there = mremap((void *)base, size, size, MREMAP_MAYMOVE | MREMAP_FIXED, (void *)other);
    if (there == MAP_FAILED) return 5;
  } else if (!strcmp(how, "unmapped")) {
    if (munmap((void *)base, size)) return 6;
  } else if (!strcmp(how, "hidden")) {
    announce(0);
  }
  printf("READY %lx %lx\n", (unsigned long)base, (unsigned long)other);
  fflush(stdout);
  for (;;) pause();
}
