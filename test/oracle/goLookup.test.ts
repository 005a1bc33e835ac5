/**
 * Our replay against Go's own lookup code, on built images: whole ones, ones that lack something, and ones
 * with every field that the lookup reads set to values that hurt.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { go as catalogEntry } from '../../src/consumers/catalog/go.ts';
import { reasonSentence } from '../../src/consumers/english/outcomes.ts';
import type { ConsumerFinding } from '../../src/consumers/model.ts';
import { inRange, newestRelease } from '../../src/consumers/releases.ts';
import { evaluate } from '../../src/consumers/verdict/evaluate.ts';
import { type BuiltImage, damage, fieldValue, type VdsoArch, vdsoImage } from '../support/elf/index.ts';
import { notX64 } from '../support/machine.ts';
import { imageOf } from './compare.ts';
import { go, goRelease } from './go/build.ts';
import { type GoImage, type GoResult, goTable, withGoLookup } from './go/lookup.ts';

interface Case {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const BASE = { 32: 0x60000000n, 64: 0x7e0000000000n } as const;

/** GOARCH's table file, the kernel image for it, and whether each field is damaged or only the whole image varied. */
const tables: readonly {
  readonly table: string;
  readonly arch: VdsoArch;
  readonly width: 32 | 64;
  readonly damaged?: true;
}[] = [
  { table: 'amd64', arch: 'amd64', width: 64, damaged: true },
  { table: 'arm64', arch: 'arm64', width: 64 },
  { table: 'loong64', arch: 'loong64', width: 64 },
  { table: 'mips64x', arch: 'mips64le', width: 64 },
  { table: 'ppc64x', arch: 'ppc64le', width: 64 },
  { table: 'riscv64', arch: 'riscv64', width: 64 },
  { table: '386', arch: '386', width: 32, damaged: true },
  { table: 'arm', arch: 'arm', width: 32 },
];

const skip = notX64 || go.skip;

for (const { table, arch, width, damaged } of tables) {
  const file = `vdso_linux_${table}.go`;
  test(`${file} of the installed Go finds what the replay finds`, { skip }, async () => {
    const cases = [...variants(arch), ...(damaged ? damages(arch) : [])];
    const release = await goRelease();
    await withGoLookup(width, { file }, (run) => compareAll(run, cases, width, release));
  });

  // The search is the installed Go's, the table the catalog's newest, getrandom included.
  test(`${table}: the newest release's table finds what the replay finds`, { skip }, async () => {
    const newest = newestRelease(catalogEntry);
    const { arch: goarch } = (await findingOn(vdsoImage({ arch }).bytes, width, newest)) ?? {};
    const entry = catalogEntry.arches.find((candidate) => candidate.arch === goarch);
    assert.ok(entry !== undefined);
    const keys = entry.keys.filter((key) => inRange(key, newest));
    const text = goTable(width, entry, keys);
    await withGoLookup(width, { text }, (run) => compareAll(run, variants(arch), width, newest));
  });
}

async function compareAll(
  run: (images: readonly GoImage[]) => Promise<GoResult[]>,
  cases: readonly Case[],
  width: 32 | 64,
  release: string,
): Promise<void> {
  const base = BASE[width];
  const truths = await run(cases.map(({ bytes }) => ({ base, bytes })));
  const wrong: string[] = [];
  const seen = new Map<string, number>();
  for (const [index, { name, bytes }] of cases.entries()) {
    const finding = await findingOn(bytes, width, release);
    const truth = truths[index];
    assert.ok(finding !== undefined && truth !== undefined);
    seen.set(truth.kind, (seen.get(truth.kind) ?? 0) + 1);
    const difference = compare(finding, truth);
    if (difference !== undefined) wrong.push(`${name}: ${difference}`);
  }
  console.log(`${cases.length} images, table of Go ${release}:`, Object.fromEntries(seen));
  assert.deepEqual(wrong, []);
}

async function findingOn(bytes: Uint8Array, width: 32 | 64, release: string) {
  const image = await imageOf(bytes);
  return evaluate(image, { base: BASE[width], role: 'vdso' }, [{ id: 'go', release }])[0];
}

function compare(finding: ConsumerFinding, truth: GoResult): string | undefined {
  const ours = finding.outcome === 'crash' ? 'panic' : finding.outcome === 'hang' ? 'hang' : 'ok';
  const said = `we say ${finding.outcome} (${reasonSentence(finding.why)})`;
  if (truth.kind === 'panic') return ours === 'panic' ? undefined : `Go panics (${truth.text}), ${said}`;
  if (truth.kind === 'hang' || ours !== 'ok')
    return ours === truth.kind ? undefined : `Go: ${truth.kind}, ${said}`;
  for (const key of finding.keys) {
    const held = truth.addresses.get(key.symbol);
    if (held === (key.address ?? 0n)) continue;
    return `${key.symbol}: Go has ${held?.toString(16)}, we have ${key.address?.toString(16)}, ${reasonSentence(key.why)}`;
  }
  return undefined;
}

function variants(arch: VdsoArch): Case[] {
  const cases: Case[] = [];
  for (const hash of ['both', 'gnu', 'sysv', 'none'] as const) {
    cases.push({ name: `hash tables: ${hash}`, bytes: vdsoImage({ arch, hash }).bytes });
    cases.push({ name: `${hash}, no versions`, bytes: vdsoImage({ arch, hash, versions: false }).bytes });
    cases.push({ name: `${hash}, other node`, bytes: vdsoImage({ arch, hash, node: 'LINUX_9.9' }).bytes });
    cases.push({
      name: `${hash}, other symbols`,
      bytes: vdsoImage({ arch, hash, exports: ['x', 'y'] }).bytes,
    });
    for (const buckets of [1, 2, 3, 5, 16]) {
      const override = { buckets, gnuBuckets: buckets };
      cases.push({ name: `${hash}, ${buckets} buckets`, bytes: vdsoImage({ arch, hash, override }).bytes });
    }
    const override = { base: arch === '386' || arch === 'arm' ? 0xffffe000n : 0xffffffffff700000n };
    cases.push({ name: `${hash}, linked high`, bytes: vdsoImage({ arch, hash, override }).bytes });
  }
  return cases;
}

/** Every field that the lookup may read, with values at the edges, each in an image of its own. */
function damages(arch: VdsoArch): Case[] {
  const fields =
    /^(ehdr\.e_ph(off|num)|phdr\[|dynamic\[\d|sysvHash\.|gnuHash\.(nb|sy|bloomS|bu|ch)|dynsym\[|versym\[|verdef\[)/;
  const cases: Case[] = [];
  for (const hash of ['gnu', 'sysv'] as const) {
    const image = vdsoImage({ arch, hash, override: { buckets: 2, gnuBuckets: 2 } });
    for (const [field, { size }] of image.layout.fields()) {
      if (!fields.test(field)) continue;
      for (const value of edges(image, field, size)) {
        cases.push({
          name: `${hash}: ${field} = 0x${value.toString(16)}`,
          bytes: damage(image, field, value).bytes,
        });
      }
    }
  }
  return cases;
}

function edges(image: BuiltImage, field: string, size: number): Set<bigint> {
  const all = (1n << BigInt(8 * size)) - 1n;
  const now = fieldValue(image, field);
  const values = [0n, 1n, 2n, 5n, all, all >> 1n, now + 1n, now - 1n, now + 0x1000n, now ^ 0x8000n];
  const different = values.map((value) => value & all).filter((value) => value !== now);
  return new Set(different);
}
