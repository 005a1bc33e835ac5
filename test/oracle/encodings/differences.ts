/**
 * What is known of the places at which instructions begin otherwise than by llvm-objdump, or that one alone knows. None of
 * these occurs in the images of kernels, QEMU, or in a libc's functions that they are held against in code.test.ts.
 */
import type { CodeMachine } from '../../../src/code/decode/machine.ts';

export interface KnownDifference {
  readonly family: CodeMachine['family'];
  /** Whose it is: who does it otherwise than the architecture's manual, or lacks it; `data`: nobody's instruction. */
  readonly whose: 'ours' | 'Capstone' | 'LLVM' | 'data';
  readonly why: string;
  /** By mnemonic, how often at most in the sample of `npm test`. */
  readonly most: Readonly<Record<string, number>>;
  /** How often at most of a million instructions, in all libraries; absent: as often as in the sample. */
  readonly perMillion?: number;
}

export const knownDifferences: readonly KnownDifference[] = [
  {
    family: 'arm',
    whose: 'Capstone',
    why: 'Knows ARMv7 and little of ARMv8 in this mode.',
    most: { 'aese.8': 1, crc32w: 1, hlt: 1, setpan: 1, 'sha256h.32': 1, 'vmaxnm.f32': 1 },
  },
  {
    family: 'arm64',
    whose: 'Capstone',
    why: 'Lacks FEAT_THE.',
    most: { rcwcas: 1 },
  },
  {
    family: 'mips',
    whose: 'Capstone',
    why: 'Lacks some of release 6, and recip.d in 64-bit mode.',
    most: { crc32b: 1, dalign: 1, dvp: 1, evp: 1, 'recip.d': 1 },
  },
  {
    family: 'ppc',
    whose: 'Capstone',
    why: "Lacks POWER10's, prefixed ones among them, which it takes for two.",
    most: {
      brd: 1,
      cfuged: 1,
      hashchk: 1,
      hashst: 1,
      lxvkq: 1,
      paddi: 1,
      pdepd: 1,
      pld: 1,
      plxv: 1,
      pstxv: 1,
      scv: 1,
      setbc: 1,
      vcfuged: 1,
      xvf32gerpp: 1,
      xxeval: 1,
      xxmfacc: 1,
      xxspltidp: 1,
    },
  },
  {
    family: 'riscv',
    whose: 'Capstone',
    why: 'Knows RV64GC: no vectors, no bit manipulation, no cryptography.',
    most: {
      aes64es: 1,
      'amocas.w': 1,
      andn: 1,
      bext: 1,
      'cbo.clean': 1,
      'cbo.zero': 1,
      clmul: 1,
      clz: 1,
      cpop: 1,
      'czero.eqz': 1,
      'czero.nez': 1,
      'fadd.h': 1,
      'orc.b': 1,
      rev8: 1,
      sh1add: 1,
      sha256sum0: 1,
      sm3p0: 1,
      'vadd.vv': 1,
      'vfmacc.vf': 1,
      'vle32.v': 1,
      'vredsum.vs': 1,
      'vse32.v': 1,
      vsetvli: 1,
      'wrs.nto': 1,
      'wrs.sto': 1,
    },
  },
  {
    family: 's390',
    whose: 'Capstone',
    why: 'Knows z14 and earlier.',
    most: {
      lpswey: 1,
      nngrk: 1,
      nnpa: 1,
      popcnt: 1,
      rdp: 1,
      selgrh: 1,
      vcfn: 1,
      vlbrg: 1,
      vpkzr: 1,
      vsterg: 1,
    },
  },
  {
    family: 'x86',
    whose: 'Capstone',
    why: "Lacks AMX, user interrupts, FP16, BF16 of AVX-512, ENQCMD, HRESET, AMD's newer ones; takes fwait before fnstcw for one of its own.",
    most: {
      enqcmd: 1,
      fstcw: 3,
      hreset: 1,
      invlpgb: 1,
      rdpru: 1,
      testui: 1,
      tlbsync: 1,
      uiret: 1,
      vaddph: 1,
      vcvtne2ps2bf16: 1,
      vp2intersectd: 1,
      xresldtrk: 1,
      xsusldtrk: 1,
    },
    perMillion: 1000,
  },
  {
    family: 'x86',
    whose: 'LLVM',
    why: 'Writes a prefix as an instruction of its own.',
    most: { lock: 3 },
    perMillion: 1000,
  },
];
