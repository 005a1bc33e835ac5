/* What a failed check does: the end of the program. Those of debug builds do nothing. */
#include <stdlib.h>
#include <string.h>
#define CHECK(condition) ((condition) ? (void)0 : abort())
#define CHECK_LT(a, b) CHECK((long long)(a) < (long long)(b))
#define CHECK_LE(a, b) CHECK((long long)(a) <= (long long)(b))
#define DCHECK_EQ(a, b) ((void)0)
#define RAW_DCHECK(condition, text) ((void)0)
#define RAW_LOG(...) ((void)0)
