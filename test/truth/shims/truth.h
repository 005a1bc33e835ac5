/* What a shim gives to main.c: one look-up, done by a consumer's own code. */
#include <stddef.h>
#include <stdint.h>

enum answer { NONE, FOUND, REFUSES };

#ifdef __cplusplus
extern "C"
#endif
/* The image is mapped flat at `image`, `length` bytes of whole pages; `address` is set with FOUND. */
enum answer look_up(unsigned char *image, size_t length, const char *name, const char *version,
                    uintptr_t *address);
