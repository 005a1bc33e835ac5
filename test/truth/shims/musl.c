/* musl: its vdso.c, which finds the image through libc.auxv. */
#include "truth.h"
#include <elf.h>

#define VDSO_USEFUL
#ifndef STB_GNU_UNIQUE
#define STB_GNU_UNIQUE 10
#endif

static struct {
  size_t *auxv;
} libc;

#include "src/internal/vdso.c"

enum answer look_up(unsigned char *image, size_t length, const char *name, const char *version,
                    uintptr_t *address) {
  size_t auxv[] = {AT_SYSINFO_EHDR, (size_t)image, 0, 0};
  libc.auxv = auxv;
  *address = (uintptr_t)__vdsosym(version, name);
  return *address ? FOUND : NONE;
}
