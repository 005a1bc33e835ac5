/* CRIU: its util-vdso.c, with one name in the place of an architecture's list. */
#include "truth.h"

static const char *name_looked_up;

#include "criu/pie/util-vdso.c"

enum answer look_up(unsigned char *image, size_t length, const char *name, const char *version,
                    uintptr_t *address) {
  struct vdso_symtable table = VDSO_SYMTABLE_INIT;
  name_looked_up = name;
  if (vdso_fill_symtable((uintptr_t)image, length, &table)) return REFUSES;
  if (table.symbols[0].offset == VDSO_BAD_ADDR) return NONE;
  *address = (uintptr_t)image + table.symbols[0].offset;
  return FOUND;
}
