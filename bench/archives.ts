// What it costs to list the images of a package and of a core dump, beside programs that go through the same file:
// dpkg-deb with tar, and readelf for the notes.

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findTool } from '../scripts/setup/systemPackages.mjs';
import type { ByteSource } from '../src/elf/imageSource.ts';
import { imagesIn } from '../src/sources/containers/imagesIn.ts';
import { openFile } from '../src/sources/fileSource.ts';
import { nodeFiles } from '../src/sources/nodeFiles.ts';
import { buildCore } from '../test/support/coreDump.ts';
import { vdsoImage } from '../test/support/elf/index.ts';
import { costOf, runProgram } from './support/programs.ts';
import { median, spread } from './support/statistics.ts';
import { printTable } from './support/table.ts';

const rounds = 5;
const image = vdsoImage({ arch: 'amd64' }).bytes;
const BASE = 0x7fff_0000n;
const CORE_SIZE = 10 * 2 ** 30;

export async function benchArchives(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'vdso-explorer-bench-'));
  try {
    const rows = [await coreRow(folder), ...(await packageRows(folder))];
    printTable(
      `The images of a file, ${rounds} times each, in ms: median (range)`,
      ['', 'ours', 'bytes read', 'peer', 'which', 'ratio'],
      rows,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Holes but for its headers and the image at its end. */
async function coreRow(folder: string): Promise<string[]> {
  const file = path.join(folder, 'core');
  const place = CORE_SIZE - 8192;
  const start = buildCore({
    class: 64,
    littleEndian: true,
    machine: 62,
    auxv: [[33, BASE]],
    memory: [
      { address: 0x10_0000n, filesz: BigInt(place - 65536), flags: 6 },
      { address: BASE, filesz: 8192n, flags: 5 },
    ],
    process: { pid: 4711, name: 'program', commandLine: 'program' },
  });
  new DataView(start.buffer).setBigUint64(64 + 2 * 56 + 8, BigInt(place), true);
  writeFileSync(file, start.subarray(0, 4096));
  truncateSync(file, place);
  writeFileSync(file, image, { flag: 'a' });
  truncateSync(file, CORE_SIZE);
  return row('a core dump of 10 GB', file, 'readelf -n', ['readelf', '-n', file]);
}

/** The program that runs this, as some package's data. */
async function packageRows(folder: string): Promise<string[][]> {
  const dpkg = findTool('dpkg-deb');
  if (dpkg === undefined) return [];
  const tree = path.join(folder, 'package');
  for (const each of ['DEBIAN', 'usr/bin', 'lib/modules/6.12/vdso'])
    mkdirSync(path.join(tree, each), { recursive: true });
  writeFileSync(
    path.join(tree, 'DEBIAN/control'),
    'Package: a\nVersion: 1\nArchitecture: all\nMaintainer: a <a@b.c>\nDescription: a\n',
  );
  writeFileSync(path.join(tree, 'usr/bin/program'), readFileSync(process.execPath).subarray(0, 40 << 20));
  writeFileSync(path.join(tree, 'lib/modules/6.12/vdso/vdso64.so'), image);
  const rows: string[][] = [];
  for (const packing of ['xz', 'gzip']) {
    const file = path.join(folder, `${packing}.deb`);
    execFileSync(dpkg, [`-Z${packing}`, '-z1', '--root-owner-group', '-b', tree, file], { stdio: 'ignore' });
    const command = ['sh', '-c', `"${dpkg}" --fsys-tarfile "${file}" | tar -t`];
    rows.push(await row(`a .deb of 40 MB, ${packing}`, file, 'dpkg-deb | tar -t', command));
  }
  return rows;
}

async function row(title: string, file: string, name: string, command: readonly string[]): Promise<string[]> {
  const ours: number[] = [];
  const peers: number[] = [];
  let read = 0;
  for (let round = 0; round < rounds; round++) {
    const { source } = await openFile(nodeFiles, file);
    const counted: ByteSource = {
      ...source,
      read: async (offset, length) => {
        const bytes = await source.read(offset, length);
        read += bytes.length;
        return bytes;
      },
    };
    const cost = await costOf(async () => {
      let images = 0;
      for await (const found of imagesIn(counted, file)) if (found.kind === 'image') images++;
      if (images !== 1) throw new Error(`${images} images in ${title}`);
    });
    await source.dispose();
    ours.push(cost.processor);
    peers.push(runProgram(command).processor);
  }
  const ratio = median(ours) / median(peers);
  return [title, spread(ours), `${Math.round(read / rounds)}`, spread(peers), name, ratio.toFixed(2)];
}
