#include <stdbool.h>
#include "asm-generic/vdso.h"
#define VDSO_SYMBOL_MAX 1
#define ARCH_VDSO_SYMBOLS_LIST
#define ARCH_VDSO_SYMBOLS name_looked_up
