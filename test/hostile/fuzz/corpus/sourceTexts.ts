/** Sources in which the language face finds something to say: what is mutated by rooms/language.ts. */

export interface SourceText {
  readonly path: string;
  readonly languageId: 'go' | 'go-asm' | 'c' | 'cpp' | 'rust' | 'zig';
  readonly text: string;
}

const go = `package runtime

const (
	// vdsoArrayMax is the byte-size of a maximally sized array on this architecture.
	vdsoArrayMax = 1<<50 - 1
)

var vdsoLinuxVersion = vdsoVersionKey{"LINUX_2.6", 0x3ae75f6}

var vdsoSymbolKeys = []vdsoSymbolKey{
	{"__vdso_gettimeofday", 0x315ca59, 0xb01bca00, &vdsoGettimeofdaySym},
	{"__vdso_clock_gettime", 0xd35ec75, 0x6e43a318, &vdsoClockgettimeSym},
	{"__vdso_getrandom", 0x25425d, 0x84a559bf, &vdsoGetrandomSym},
}

var (
	vdsoGettimeofdaySym uintptr /* \`raw "quoted"\` */
	vdsoClockgettimeSym uintptr = 0
)
`;
const goArm = go
  .replace('LINUX_2.6", 0x3ae75f6', 'LINUX_2.6.39", 0x75fcb89')
  .replaceAll('__vdso_', '__kernel_');

const assembly = `// func walltime() (sec int64, nsec int32)
TEXT runtime\u00b7walltime(SB),NOSPLIT,$16-12
	MOVQ	runtime\u00b7vdsoClockgettimeSym(SB), AX
	CMPQ	AX, $0
	JEQ	fallback
	CALL	AX /* "__vdso_clock_gettime" */
fallback:
	RET
`;

const c = `#include <link.h>
#define VDSO_CGT_SYM "__vdso_clock_gettime"
#define VDSO_CGT_VER "LINUX_2.6"
#define VDSO_CGT_HASH 0xd35ec75u \\
	/* goes on */
static const struct { const char *name; uint32_t gnu_hash, sysv_hash; } table[] = {
	{ "__vdso_clock_gettime", 0x6e43a318, 0xd35ec75 },
	{ "__vdso_gettimeofday", .gnu_hash = 0xb01bca00, .sysv_hash = 0x315ca59 },
	{ u8"__kernel_clock_gettime", 0xdfa941fd, 0xb0cd725UL },
};
char letter = '\\'', other = '"'; /* unclosed in a mutation */
`;
const cpp = `${c}const char *raw = R"x(__vdso_time "quoted)x"; auto many = 0x6e4'3a3'18u;\n`;
const criu = `/* From criu v4.1. */
#define ARCH_VDSO_SYMBOLS_LIST \\
	const char *aarch_vdso_symbol1 = "__kernel_clock_getres"; \\
	const char *aarch_vdso_symbol2 = "__vdso_clock_\\
gettime";
#define ARCH_VDSO_SYMBOLS aarch_vdso_symbol1, aarch_vdso_symbol2,
#if _MIPS_SIM == _ABI64 || defined __s390x__
/* vdso-explorer: ignore-nextline */
int __vdso_get\\
cpu(void);
#endif
`;
const rust = `const NAMES: &[(&[u8], u32)] = &[
    (b"__vdso_clock_gettime\\0", 0x6e43_a318_u32),
    (br#"__kernel_clock_gettime"#, 0xdfa941fd),
];
fn find<'a>(version: &'a str) -> u8 { /* nested /* comment */ */ if version == "LINUX_2.6" { 1 } else { b'\\'' } }
const VDSO_HASH: u32 = 0xd35ec75;
`;
const zig = `pub const VDSO_CGT_SYM = "__vdso_clock_gettime";
pub const VDSO_CGT_VER = "LINUX_2.6";
const lines =
    \\\\__vdso_getcpu in a line
    \\\\LINUX_2.6.29
;
const table = .{ .{ .name = "__kernel_gettimeofday", .gnu_hash = 0x75b3_4b61 } };
`;

export function sourceTexts(): readonly SourceText[] {
  return [
    { path: '/go/src/runtime/vdso_linux_amd64.go', languageId: 'go', text: go },
    { path: '/go/src/runtime/vdso_linux_arm64.go', languageId: 'go', text: goArm },
    { path: '/go/src/runtime/vdso_freebsd.go', languageId: 'go', text: go },
    { path: '/go/src/runtime/sys_linux_amd64.s', languageId: 'go-asm', text: assembly },
    { path: '/musl/arch/x86_64/syscall_arch.h', languageId: 'c', text: c },
    { path: '/glibc/sysdeps/unix/sysv/linux/aarch64/vdso.cc', languageId: 'cpp', text: cpp },
    { path: '/criu/arch/mips/include/asm/vdso.h', languageId: 'c', text: criu },
    { path: '/src/backend/linux_raw/vdso.rs', languageId: 'rust', text: rust },
    { path: '/lib/std/os/linux/x86_64.zig', languageId: 'zig', text: zig },
  ];
}
