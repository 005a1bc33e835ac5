/* uClibc-ng: its dl-vdso.c, as its loader is built with vDSO support. */
#include "truth.h"
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define __VDSO_SUPPORT__
#define attribute_unused
#define _dl_memcmp memcmp
#define _dl_memset memset
#define _dl_strcmp strcmp
#define _dl_getenv(name, environment) ((char *)0)
#define _dl_dprintf(...) ((void)0)
#define raise hidden_raise /* its own, of no use but to its linker */

#include "ldso/ldso/dl-vdso.c"

enum answer look_up(unsigned char *image, size_t length, const char *name, const char *version,
                    uintptr_t *address) {
  char *environment[] = {0};
  void *found = 0;
  load_vdso(image, environment);
  if (strstr(name, "clock_gettime64")) {
#ifdef __UCLIBC_USE_TIME64__
    found = _dl__vdso_clock_gettime64;
#endif
  } else found = strstr(name, "clock_gettime") ? _dl__vdso_clock_gettime : _dl__vdso_gettimeofday;
  *address = (uintptr_t)found;
  return found ? FOUND : NONE;
}
