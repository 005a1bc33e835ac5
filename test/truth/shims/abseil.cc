// Abseil: its ElfMemImage, as VDSOSupport uses it.
#include "truth.h"

#include <elf.h>
#include <stdlib.h>

#include "absl/debugging/internal/elf_mem_image.cc"

// What a failed check does: the message, and the end of the program. Where it is declared depends on the release.
namespace absl {
ABSL_NAMESPACE_BEGIN
namespace raw_log_internal {
void RawLog(absl::LogSeverity severity, const char *, int, const char *, ...) {
  if (severity == absl::LogSeverity::kFatal) abort();
}
}  // namespace raw_log_internal
namespace raw_logging_internal {
void RawLog(absl::LogSeverity severity, const char *, int, const char *, ...) {
  if (severity == absl::LogSeverity::kFatal) abort();
}
}  // namespace raw_logging_internal
ABSL_NAMESPACE_END
}  // namespace absl

using absl::debugging_internal::ElfMemImage;

// The types that the callers ask for: the walkers of arm64's stack take either, of PowerPC's none.
static bool found(const ElfMemImage &elf, const char *name, const char *version,
                  ElfMemImage::SymbolInfo *info) {
  if (!strcmp(version, "LINUX_2.6.15")) return elf.LookupSymbol(name, version, STT_NOTYPE, info);
  if (elf.LookupSymbol(name, version, STT_FUNC, info)) return true;
  return !strcmp(version, "LINUX_2.6.39") && elf.LookupSymbol(name, version, STT_NOTYPE, info);
}

extern "C" enum answer look_up(unsigned char *image, size_t, const char *name, const char *version,
                               uintptr_t *address) {
  ElfMemImage elf(image);
  ElfMemImage::SymbolInfo info;
  if (!found(elf, name, version, &info)) return NONE;
  *address = reinterpret_cast<uintptr_t>(info.address);
  return FOUND;
}
