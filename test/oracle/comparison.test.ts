/**
 * What is said to differ between kernels' images: code against what llvm-objdump and diff say of it, outcomes against
 * what each image's own report says. An image is alike to itself; one that a linker has put elsewhere is the same code.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { kernelFolder, kernelName, kernels } from '../../scripts/kernelImages/kernels.mjs';
import { codeDifference } from '../../src/code/comparable/codeDifference.ts';
import type { ComparedImage } from '../../src/report/comparison/comparedImage.ts';
import { compareImages } from '../../src/report/comparison/compareImages.ts';
import { comparedOf } from '../support/compared.ts';
import { tool } from '../support/tool.ts';

const objdump = tool('llvm-objdump');
const counted = new Map<string, number>();
const count = (what: string, by = 1): void => void counted.set(what, (counted.get(what) ?? 0) + by);
after(() => {
  for (const [what, of] of [...counted].sort()) console.log(`${what}: ${of}`);
});

interface KernelImage {
  readonly name: string;
  readonly architecture: string;
  readonly file: string;
}

const images: readonly KernelImage[] = kernels.flatMap((kernel) => {
  const told = path.join(kernelFolder(kernel), 'kernel.json');
  if (!existsSync(told)) return [];
  const { images: names } = JSON.parse(readFileSync(told, 'utf8')) as { readonly images: readonly string[] };
  const { architecture } = kernel;
  return names.map((file) => ({
    name: `${kernelName(kernel)} ${file}`,
    architecture: `${architecture} ${file}`,
    file: path.join(kernelFolder(kernel), file),
  }));
});
const all = process.env['ORACLE_KERNELS'] === 'all';
const sampled = images.filter(({ name }) => all || /^(trixie|sid)-(amd64|arm64) 0-/.test(name));

const read = async ({ file }: KernelImage): Promise<ComparedImage> =>
  comparedOf(new Uint8Array(await readFile(file)), { code: true, path: file });

/** LLVM's instructions of a function, without addresses: nothing of ours was asked. */
function peer(file: string, value: bigint, size: bigint): string {
  const range = [`--start-address=${value}`, `--stop-address=${value + size}`];
  const text = execFileSync(objdump.path, ['-d', '--no-show-raw-insn', ...range, file], { encoding: 'utf8' });
  return [...text.matchAll(/^\s+[\da-f]+:\s+(.*)$/gm)]
    .map(([, line = '']) =>
      line
        .trim()
        .replace(/\s+/g, ' ')
        // A branch, with what it leads to: within the function a place, elsewhere a name.
        .replace(/0x[\da-f]+ <[^>]*>/g, 'TO')
        .replace(/-?0x[\da-f]+\(%rip\)( # .*)?/g, 'DATA(%rip)')
        .replace(/^(adrp?) (\w+), .*/, '$1 $2, DATA'),
    )
    .map((line) => `${line}\n`)
    .join('');
}

/** Lines that went and that came, by GNU diff. */
async function peerDifference(from: string, to: string): Promise<readonly [number, number]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'vdso-explorer-oracle-'));
  try {
    await writeFile(path.join(folder, 'from'), from);
    await writeFile(path.join(folder, 'to'), to);
    const script = 'diff --minimal from to; test $? -lt 2';
    const text = execFileSync('sh', ['-c', script], { cwd: folder, encoding: 'utf8' });
    return [text.match(/^</gm)?.length ?? 0, text.match(/^>/gm)?.length ?? 0];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

for (const image of sampled)
  test(`${image.name} is alike to itself`, async () => {
    const [one, other] = [await read(image), await read(image)];
    assert.deepEqual(compareImages(one, other).changes, []);
    count('images held against themselves');
  });

const pairs = sampled.flatMap((one, at) =>
  sampled
    .slice(at + 1)
    .filter(({ architecture }) => architecture === one.architecture)
    .map((other) => [one, other] as const),
);

for (const [one, other] of pairs)
  test(`${one.name} and ${other.name}`, { skip: objdump.skip }, async () => {
    const [from, to] = [await read(one), await read(other)];
    const { changes } = compareImages(from, to);
    const back = compareImages(to, from).changes;
    assert.equal(changes.length, back.length, 'what came one way went the other');
    outcomesAreTheImages(from, to);
    for (const { name, code } of from.code?.functions ?? []) {
      const twin = to.code?.functions.find((each) => each.name === name)?.code;
      const [a, b] = [from, to].map(({ exports }) => exports.find((each) => each.name === name));
      if (code === undefined || twin === undefined || a === undefined || b === undefined) continue;
      const { kind, removed, added } = codeDifference(code, twin);
      const reverse = codeDifference(twin, code);
      assert.deepEqual([reverse.kind, reverse.removed, reverse.added], [kind, added, removed], name);
      if (!/x86_64|amd64 0|arm64 0/.test(one.architecture) || code.lines.length === 0) continue;
      const [text, others] = [peer(one.file, a.value, a.size), peer(other.file, b.value, b.size)];
      const [went, came] = await peerDifference(text, others);
      // Two branches that read alike and lead to different places are two to us, and one to diff.
      const parted = removed - went;
      assert.equal(added - came, parted, `${name}: ${removed}/${added} here, ${went}/${came} there`);
      const branches = text.match(/ TO$/gm)?.length ?? 0;
      assert.ok(
        parted >= 0 && parted <= branches,
        `${name}: ${removed}/${added} here, ${went}/${came} there`,
      );
      if (kind !== 'code') assert.equal(went + came, 0, name);
      count(`functions: ${kind}`);
      count('branches that lead elsewhere', parted);
    }
  });

/** Every difference of an outcome is one of the two reports, and there is no other. */
function outcomesAreTheImages(from: ComparedImage, to: ComparedImage): void {
  const told = new Map(
    compareImages(from, to).changes.flatMap(({ code, args }) =>
      code === 'outcome' ? [[args.consumer.id, `${args.from} ${args.to}`] as const] : [],
    ),
  );
  for (const { id, outcome } of from.consumers) {
    const after = to.consumers.find((each) => each.id === id)?.outcome;
    assert.equal(told.get(id), outcome === after ? undefined : `${outcome} ${after}`, id);
  }
}

const SOURCES = {
  'x86_64-linux-gnu': `
    .text
    .globl first, second
    .type first, @function
    .type second, @function
    first: test %edi, %edi; je 1f; call second@PLT; 1: lea data(%rip), %rax; mov data+8(%rip), %ecx; ret
    .size first, . - first
    second: rdtsc; jmp first
    .size second, . - second
    .data
    data: .quad 1, 2`,
  'aarch64-linux-gnu': `
    .text
    .globl first, second
    .hidden second
    .type first, %function
    .type second, %function
    first: cbz w0, 1f; bl second; 1: adrp x0, data; add x0, x0, :lo12:data; ret
    .size first, . - first
    second: mrs x0, cntvct_el0; b first
    .size second, . - second
    .data
    data: .quad 1, 2`,
} as const;

for (const [target, source] of Object.entries(SOURCES)) {
  const program = (name: string): string => {
    const cross = `/usr/bin/${target}-${name}`;
    return existsSync(cross) ? cross : `/usr/bin/${name}`;
  };
  const isHere = existsSync(`/usr/bin/${target}-ld`);
  test(`${target}: what the linker puts elsewhere is the same code`, {
    skip: !isHere && 'no such linker',
  }, async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'vdso-explorer-oracle-'));
    try {
      await writeFile(path.join(folder, 'x.s'), `${source.replaceAll('second@PLT', 'first')}\n`);
      execFileSync(program('as'), ['-o', 'x.o', 'x.s'], { cwd: folder });
      const at = async (name: string, place: number): Promise<ComparedImage> => {
        const places = [`--section-start=.text=${place}`, '-Bsymbolic', '-shared', '--build-id=none'];
        execFileSync(program('ld'), [...places, '-o', name, 'x.o'], { cwd: folder });
        return comparedOf(new Uint8Array(await readFile(path.join(folder, name))), { code: true });
      };
      const { changes } = compareImages(await at('one.so', 0x1000), await at('other.so', 0x21040));
      const codes = changes.filter(({ part }) => part === 'code');
      assert.deepEqual(
        codes.map(({ code }) => code),
        ['sameCode'],
      );
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
}
