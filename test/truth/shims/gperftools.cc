// gperftools: its ElfMemImage, as the walkers of a stack use it.
#include "truth.h"

#include <elf.h>

#include "src/base/elf_mem_image.cc"

using base::ElfMemImage;

// PowerPC's walker asks for a symbol without a type.
extern "C" enum answer look_up(unsigned char *image, size_t, const char *name, const char *version,
                               uintptr_t *address) {
#ifdef __PPC__
  const int type = STT_NOTYPE;
#else
  const int type = STT_FUNC;
#endif
  ElfMemImage elf(image);
  ElfMemImage::SymbolInfo info;
  if (!elf.LookupSymbol(name, version, type, &info)) return NONE;
  *address = reinterpret_cast<uintptr_t>(info.address);
  return FOUND;
}
