import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  dynamicTagName,
  fileTypeName,
  machineName,
  noteTypeName,
  osabiName,
  relativeRelocationType,
  relocationTypeName,
  sectionFlagsText,
  sectionTypeName,
  segmentFlagsText,
  segmentTypeName,
  specialSectionName,
  symbolBindName,
  symbolTypeName,
  versionFlagsText,
  visibilityName,
} from '../../../src/elf/format/names.ts';

test('known numbers have their standard names without prefix', () => {
  assert.equal(machineName(62), 'X86_64');
  assert.equal(machineName(258), 'LOONGARCH');
  assert.equal(machineName(0x9026), 'ALPHA');
  assert.equal(fileTypeName(3), 'DYN');
  assert.equal(osabiName(3), 'GNU');
  assert.equal(segmentTypeName(0x6474e551, 62), 'GNU_STACK');
  assert.equal(sectionTypeName(0x6ffffff6, 62), 'GNU_HASH');
  assert.equal(dynamicTagName(0x6ffffef5n, 62), 'GNU_HASH');
  assert.equal(symbolTypeName(10), 'GNU_IFUNC');
  assert.equal(symbolBindName(2), 'WEAK');
  assert.equal(visibilityName(3), 'PROTECTED');
  assert.equal(specialSectionName(0xfff1), 'ABS');
  assert.equal(noteTypeName('GNU', 3), 'BUILD_ID');
  assert.equal(noteTypeName('Linux', 0), 'VERSION');
});

test('processor-specific numbers depend on the machine', () => {
  assert.equal(dynamicTagName(0x70000001n, 8), 'MIPS_RLD_VERSION');
  assert.equal(dynamicTagName(0x70000001n, 183), 'AARCH64_BTI_PLT');
  assert.equal(segmentTypeName(0x70000001, 40), 'ARM_EXIDX');
  assert.equal(sectionTypeName(0x70000003, 40), 'ARM_ATTRIBUTES');
  assert.equal(sectionTypeName(0x70000003, 243), 'RISCV_ATTRIBUTES');
  assert.equal(symbolTypeName(13, 2), 'SPARC_REGISTER');
});

test('unknown numbers are given as numbers, never as undefined', () => {
  assert.equal(machineName(64000), '64000');
  assert.equal(fileTypeName(0xfe00), '0xfe00');
  assert.equal(segmentTypeName(0x70000001, 62), '0x70000001');
  assert.equal(dynamicTagName(0xdeadbeefcafen, 62), '0xdeadbeefcafe');
  assert.equal(symbolTypeName(9), '9');
  assert.equal(symbolBindName(15), '15');
  assert.equal(relocationTypeName(200, 62), '200');
  assert.equal(relocationTypeName(7, 64000), '7');
  assert.equal(specialSectionName(0xff05), '0xff05');
  assert.equal(specialSectionName(5), undefined);
  assert.equal(noteTypeName('__proto__', 1), '0x1');
  assert.equal(noteTypeName('constructor', 1), '0x1');
});

test('flags', () => {
  assert.equal(segmentFlagsText(5), 'RX');
  assert.equal(segmentFlagsText(0x100004), 'R 0x100000');
  assert.equal(sectionFlagsText(6n), 'ALLOC EXECINSTR');
  assert.equal(sectionFlagsText(0x1_0000_0002n), 'ALLOC 0x100000000');
  assert.equal(versionFlagsText(3), 'BASE WEAK');
  assert.equal(versionFlagsText(0), '');
});

test('each machine’s relative and PLT relocations', () => {
  // R_<machine>_RELATIVE of the psABIs.
  for (const [machine, type] of [
    [62, 8],
    [3, 8],
    [183, 1027],
    [40, 23],
    [243, 3],
    [258, 3],
    [21, 22],
    [22, 12],
  ] as const) {
    assert.equal(relativeRelocationType(machine), type);
    assert.equal(relocationTypeName(type, machine), 'RELATIVE');
  }
  assert.equal(relocationTypeName(7, 62), 'JUMP_SLOT');
  assert.equal(relocationTypeName(1025, 183), 'GLOB_DAT');
});

test('64-bit MIPS: three types in one, and the special symbol of the second', () => {
  assert.equal(relocationTypeName(0x00_05_18_07, 8), 'GPREL16/SUB/HI16');
  assert.equal(relocationTypeName(0x02_05_18_07, 8), 'GPREL16/SUB/HI16 (GP0)');
  assert.equal(relocationTypeName(0x09_00_18_07, 8), 'GPREL16/SUB (9)');
});
