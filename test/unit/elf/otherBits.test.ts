/** The bits of st_other beside the visibility, and the notes of cores, as readelf names them. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, test } from 'node:test';
import { noteTypeName, symbolOtherText } from '../../../src/elf/format/names.ts';
import { buildImage, type VdsoArch, vdsoImage } from '../../support/elf/index.ts';
import { withFile } from '../../support/temporaryFiles.ts';
import { tool } from '../../support/tool.ts';
import { reportOf, validJson } from '../report/support.ts';

const readelf = tool('GNU readelf');

async function printed(bytes: Uint8Array, ...options: string[]): Promise<string> {
  return withFile(bytes, async (file) =>
    execFileSync(readelf.path, [...options, file], { encoding: 'utf8' }),
  );
}

/** What readelf writes in brackets, in our words. */
function theirs(text: string): string {
  return text
    .replace(/<localentry>: (\d+)/, 'localentry $1')
    .replace('MIPS P', 'P')
    .replaceAll(/[[\],]/g, ' ')
    .trim()
    .replaceAll(/ +/g, ' ');
}

describe('bits of st_other', { skip: readelf.skip }, () => {
  const cases: readonly (readonly [VdsoArch, readonly number[]])[] = [
    ['mips64', [0xf0, 0x80, 0x20, 0x08, 0x04]],
    ['ppc64le', [0x20, 0x40, 0x60, 0x80, 0xa0, 0xc0]],
    ['arm64', [0x80]],
    ['riscv64', [0x80]],
  ];
  for (const [arch, values] of cases) {
    test(arch, async () => {
      const symbols = [0, ...values].map(
        (other, at) =>
          ({ name: `s${at}`, offset: 0x10, size: 8, type: 'FUNC', bind: 'GLOBAL', other }) as const,
      );
      const { bytes } = vdsoImage({ arch, override: { symbols, versions: [] } });
      const text = await printed(bytes, '-sW');
      const report = await reportOf(bytes);
      const { machine } = report.subject.image.header;
      for (const [at, value] of [0, ...values].entries()) {
        const [, bits = ''] = new RegExp(`DEFAULT +(\\[.*?\\])? +\\d+ s${at}$`, 'm').exec(text) ?? [];
        assert.equal(symbolOtherText(value, machine), theirs(bits), `${value.toString(16)}: ${text}`);
        const json = validJson(report).symbols.find(({ name }) => name === `s${at}`) as { other?: object };
        const named = { value: `0x${value.toString(16)}`, name: theirs(bits) };
        assert.deepEqual(json.other, value === 0 ? undefined : named);
      }
    });
  }
  test('what has no name is a number', () => {
    assert.equal(symbolOtherText(0x83, 62), '0x80');
    assert.equal(symbolOtherText(3, 62), '');
    assert.equal(symbolOtherText(0xe0, 21), '0xe0');
    assert.equal(symbolOtherText(0x88, 0x9026), 'STD_GPLOAD');
    assert.equal(symbolOtherText(0x80, 0x9026), 'NOPV');
  });
});

test('notes of a core are called as readelf calls them', { skip: readelf.skip }, async () => {
  const types = [
    ['GDB', 0xff000000],
    ['CORE', 0x46494c45],
    ['CORE', 6],
    ...[0x102, 0x103, 0x10e, 0x200, 0x202, 0x301, 0x309, 0x401, 0x405, 0x40c, 0x802, 0x900, 0xa03].map(
      (type) => ['LINUX', type] as const,
    ),
  ] as const;
  const notes = types.map(([owner, type]) => ({ owner, type, description: new Uint8Array(8) }));
  const { bytes } = buildImage({ class: 64, littleEndian: true, machine: 62, type: 4, notes });
  const text = await printed(bytes, '-nW');
  // One line each; an older readelf does not know the newest.
  const lines = text.split('\n').filter((line) => /^ +(?:GDB|CORE|LINUX) /.test(line));
  const known = lines.flatMap((line, at) => {
    if (line.includes('Unknown note type')) return [];
    const [owner = '', type = 0] = types[at] ?? [];
    const name = noteTypeName(owner, type);
    assert.match(line, new RegExp(`${owner} .*NT_(?:${owner}_)?${name}\\b`), `${owner} ${type.toString(16)}`);
    return [name];
  });
  assert.ok(known.length > 8, known.join());
});
