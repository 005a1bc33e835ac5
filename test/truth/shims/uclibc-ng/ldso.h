/* Which names: those of its own header for AArch64, or of all other machines. */
#ifdef TRUTH_AARCH64
#define UCLIBC_LDSO
#include "ldso/ldso/aarch64/dl-syscalls.h"
#endif
