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

extern "C" enum answer look_up(unsigned char *image, size_t, const char *name, const char *version,
                               uintptr_t *address) {
  ElfMemImage elf(image);
  ElfMemImage::SymbolInfo info;
  for (int type : {STT_FUNC, STT_NOTYPE}) {
    if (!elf.LookupSymbol(name, version, type, &info)) continue;
    *address = reinterpret_cast<uintptr_t>(info.address);
    return FOUND;
  }
  return NONE;
}
