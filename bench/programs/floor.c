// The floor for reading dynamic symbols: what any reader that shows them with their versions and both hashes has to do,
// and nothing else. Reads .dynsym, .dynstr, .gnu.version and both hash tables of a 64-bit little-endian file by
// section headers (no check, no model), computes both hashes of every name, and prints for each round the nanoseconds
// and the microseconds of processor time it took. The checksum keeps the compiler from dropping the work.
#include <elf.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

static void *load(int file, uint64_t offset, uint64_t size) {
  char *bytes = malloc(size + 1);
  if (bytes == NULL || pread(file, bytes, size, (off_t)offset) != (ssize_t)size) exit(1);
  bytes[size] = 0;
  return bytes;
}

static uint64_t nanoseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

static uint64_t microseconds(void) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return (uint64_t)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000000u +
         (uint64_t)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
}

static uint64_t read_once(const char *path) {
  int file = open(path, O_RDONLY);
  if (file < 0) exit(1);
  Elf64_Ehdr *header = load(file, 0, sizeof *header);
  Elf64_Shdr *sections = load(file, header->e_shoff, (uint64_t)header->e_shnum * sizeof *sections);
  void *tables[16] = {0};
  uint64_t symbols = 0, strings_size = 0;
  int used = 0;
  const Elf64_Sym *symbol = NULL;
  const char *strings = NULL;
  const uint16_t *versions = NULL;
  for (int i = 0; i < header->e_shnum && used < 16; i++) {
    const Elf64_Shdr *each = &sections[i];
    uint32_t type = each->sh_type;
    if (type != SHT_DYNSYM && type != SHT_HASH && type != SHT_GNU_HASH && type != SHT_GNU_versym) continue;
    tables[used] = load(file, each->sh_offset, each->sh_size);
    if (type == SHT_GNU_versym) versions = tables[used];
    if (type == SHT_DYNSYM) {
      symbol = tables[used];
      symbols = each->sh_size / sizeof *symbol;
      const Elf64_Shdr *linked = &sections[each->sh_link];
      strings = tables[++used] = load(file, linked->sh_offset, linked->sh_size);
      strings_size = linked->sh_size;
    }
    used++;
  }
  uint32_t *sysv_hashes = malloc(symbols * 4 + 1), *gnu_hashes = malloc(symbols * 4 + 1);
  uint64_t sum = 0;
  for (uint64_t i = 0; i < symbols; i++) {
    if (symbol[i].st_name >= strings_size) continue;
    uint32_t sysv = 0, gnu = 5381;
    for (const unsigned char *at = (const unsigned char *)strings + symbol[i].st_name; *at != 0; at++) {
      sysv = (sysv << 4) + *at;
      sysv ^= (sysv >> 24) & 0xf0;
      gnu = gnu * 33 + *at;
    }
    sysv_hashes[i] = sysv & 0x0fffffff;
    gnu_hashes[i] = gnu;
    sum += sysv_hashes[i] + gnu_hashes[i] + (versions != NULL ? versions[i] : 0) + symbol[i].st_value;
  }
  while (used > 0) free(tables[--used]);
  free(sysv_hashes);
  free(gnu_hashes);
  free(header);
  free(sections);
  close(file);
  return sum;
}

int main(int count, char **arguments) {
  if (count < 3) return 2;
  uint64_t sum = 0;
  for (int round = atoi(arguments[2]); round > 0; round--) {
    uint64_t started = nanoseconds(), processor = microseconds();
    sum += read_once(arguments[1]);
    printf("%llu %llu\n", (unsigned long long)(nanoseconds() - started),
           (unsigned long long)(microseconds() - processor));
  }
  printf("%llx\n", (unsigned long long)sum);
  return 0;
}
