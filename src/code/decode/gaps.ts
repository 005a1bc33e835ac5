/** Instructions that Capstone 5 does not know and images have, a word each. Tried where Capstone gave up. */
import type { Family } from './machine.ts';

type Text = (word: number) => string | undefined;

/** The hint with which a spinning RISC-V gives way (Zihintpause), and Zicfiss, Zicfilp (RISC-V CFI 1.0). */
const riscv: Text = (word) => {
  if ((word & 0xfff) === 0x017) return `lpad ${word >>> 12}`;
  if (word === 0xce10_4073) return 'sspush ra';
  if (word === 0xcdc0_c073) return 'sspopchk ra';
  if (word === 0xcdc2_c073) return 'sspopchk t0';
  if ((word & 0xffff_f07f) >>> 0 === 0xcdc0_4073) return `ssrdp ${RISCV[(word >>> 7) & 31]}`;
  return undefined;
};

const RISCV =
  'zero ra sp gp tp t0 t1 t2 s0 s1 a0 a1 a2 a3 a4 a5 a6 a7 s2 s3 s4 s5 s6 s7 s8 s9 s10 s11 t3 t4 t5 t6'.split(
    ' ',
  );

/** Of compressed ones: half a word. */
const riscvShort: Text = (half) =>
  half === 0x6081 ? 'c.sspush ra' : half === 0x6281 ? 'c.sspopchk t0' : undefined;

/** Of release 6, by function code and shift amount: multiplications, divisions and selections (SPECIAL). */
const RELEASE_6: Readonly<Record<number, string>> = {
  ...{ 156: 'dmul', 220: 'dmuh', 157: 'dmulu', 221: 'dmuhu' },
  ...{ 158: 'ddiv', 222: 'dmod', 159: 'ddivu', 223: 'dmodu' },
  ...{ 53: 'seleqz', 55: 'selnez' },
};
const COMPARED = 'f un eq ueq olt ult ole ule sf ngle seq ngl lt nge le ngt'.split(' ');
const FORMATS: Readonly<Record<number, string>> = { 16: 's', 17: 'd', 22: 'ps' };

/**
 * rdhwr in every release, which Capstone knows in some; Loongson's loads and stores of two registers (gslq, gssq, gsld…);
 * comparisons that set another condition than the first; what release 6 has anew.
 */
const mips: Text = (word) => {
  const of = (at: number): string => `$${MIPS[(word >>> at) & 31]}`;
  const anew = word >>> 26 === 0 ? RELEASE_6[word & 0x7ff] : undefined;
  if (anew !== undefined) return `${anew} ${of(11)}, ${of(21)}, ${of(16)}`;
  if (word >>> 26 === 0x1d) return `daui ${of(16)}, ${of(21)}, ${(word << 16) >> 16}`;
  const format = word >>> 26 === 0x11 ? FORMATS[(word >>> 21) & 31] : undefined;
  if (format !== undefined && (word & 0xf0) === 0x30)
    return `c.${COMPARED[word & 15]}.${format} $fcc${(word >>> 8) & 7}, $f${(word >>> 11) & 31}, $f${(word >>> 16) & 31}`;
  if ((word & 0xffe0_07c0) >>> 0 === 0x7c00_0000 && (word & 0x3f) === 0x3b)
    return `rdhwr $${MIPS[(word >>> 16) & 31]}, $${(word >>> 11) & 31}`;
  const [target, base] = [MIPS[(word >>> 16) & 31], MIPS[(word >>> 21) & 31]];
  const index = MIPS[(word >>> 11) & 31];
  const short = ['b', 'h', 'w', 'd'][word & 7];
  const distance = ((word << 21) >> 24).toString();
  if (word >>> 26 === 0x36 && short !== undefined)
    return `gsl${short}x $${target}, ${distance}($${base}, $${index})`;
  if (word >>> 26 === 0x3e && short !== undefined)
    return `gss${short}x $${target}, ${distance}($${base}, $${index})`;
  return undefined;
};

const MIPS =
  'zero at v0 v1 a0 a1 a2 a3 t0 t1 t2 t3 t4 t5 t6 t7 s0 s1 s2 s3 s4 s5 s6 s7 t8 t9 k0 k1 gp sp fp ra'.split(
    ' ',
  );

/**
 * @param word of four bytes, or of two where no more are left, in the byte order of the code
 * @returns the text and how many bytes it is of
 */
export function gapText(
  family: Family,
  word: number,
): { readonly text: string; readonly size: 2 | 4 } | undefined {
  if (family === 'mips') return sized(mips(word), 4);
  if (family !== 'riscv') return undefined;
  return (word & 3) === 3 ? sized(riscv(word), 4) : sized(riscvShort(word & 0xffff), 2);
}

function sized<Size extends 2 | 4>(text: string | undefined, size: Size) {
  return text === undefined ? undefined : { text, size };
}
