/** Which files are read unasked: those that really lie in an open folder, whatever their path says. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { Consents } from '../../../src/tools/consents.ts';
import { toolWords } from '../../../src/tools/english.ts';
import { type FileNames, nodeNames } from '../../../src/tools/fileNames.ts';
import { imageOf, needsConsent, type ToolPlace } from '../../../src/tools/toolImage.ts';
import { checkConsumers, inspectVdso } from '../../../src/tools/tools.ts';
import { fullImage, vdsoImage } from '../../support/elf/index.ts';
import { errnoError } from '../../support/fakeProc.ts';
import { place as anyPlace } from './support.ts';

const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'vdso-explorer-consent-')));
after(() => rmSync(folder, { recursive: true, force: true }));
const at = (...names: readonly string[]) => path.join(folder, ...names);

const { bytes } = vdsoImage({ arch: 'amd64' });
mkdirSync(at('project', 'build'), { recursive: true });
mkdirSync(at('projects'));
mkdirSync(at('secret'));
for (const name of ['project/build/lib.so', 'project/..lib.so', 'projects/lib.so', 'secret/key.so']) {
  writeFileSync(at(name), bytes);
}
symlinkSync('../secret/key.so', at('project', 'link.so'));
symlinkSync('../secret', at('project', 'linked'));
symlinkSync('build', at('project', 'latest'));
symlinkSync('nowhere', at('project', 'dangling'));
symlinkSync('circle', at('project', 'circle'));
symlinkSync('project', at('workspace'));
symlinkSync('/proc/self/exe', at('project', 'program'));

const place: ToolPlace = { ...anyPlace, folders: [at('project')] };

async function asks(input: object, where: ToolPlace = place): Promise<boolean> {
  return needsConsent(await imageOf(input, where));
}

test('the live image and files of the open folders are read unasked', async () => {
  for (const file of [
    'build/lib.so',
    'latest/lib.so',
    '..lib.so',
    'build/../build/lib.so',
    at('project/build/lib.so'),
  ]) {
    assert.equal(await asks({ path: file }), false, file);
  }
  assert.equal(await asks({}), false);
  assert.equal(await asks({ path: 'missing.so' }), false);
  assert.equal(await asks({ path: 'missing/missing.so' }), false);
});

test('processes, files beside the folders and whatever leads there are asked about', async () => {
  for (const file of [
    '../projects/lib.so',
    at('projects/lib.so'),
    'link.so',
    'linked/key.so',
    'linked/missing.so',
    'linked/../../secret/key.so',
    '../secret/missing.so',
    'circle',
    'program',
    'with\0nul',
  ]) {
    assert.equal(await asks({ path: file }), true, file);
  }
  assert.equal(await asks({ pid: process.pid }), true);
  assert.equal(await asks({ path: at('project/build/lib.so') }, { ...place, folders: [] }), true);
  assert.equal(await asks({ path: at('project/build/lib.so') }, { ...place, folders: [at('gone')] }), true);
});

test('a folder that was opened through a link has the files it leads to', async () => {
  const through = { ...place, folders: [at('workspace')] };
  assert.equal(await asks({ path: 'build/lib.so' }, through), false);
  assert.equal(await asks({ path: at('project/build/lib.so') }, through), false);
  assert.equal(await asks({ path: 'link.so' }, through), true);
});

test('where everything is open, other processes and devices are asked about all the same', async () => {
  const everything = { ...place, folders: ['/'] };
  for (const file of [
    `/proc/${process.pid}/exe`,
    '/proc/self/exe',
    '/dev/zero',
    '/sys/kernel/vmcoreinfo',
    '/proc',
  ]) {
    assert.equal(await asks({ path: file }, everything), true, file);
  }
  symlinkSync('/proc/self/maps', at('project/maps'));
  assert.equal(await asks({ path: at('project/maps') }, everything), true, 'by a link of another name');
  assert.equal(await asks({ path: at('secret/key.so') }, everything), false);
  assert.equal(await asks({ path: at('project/circle') }, everything), true, 'it leads nowhere');
});

test('the question names what is really read', async () => {
  assert.equal(
    toolWords.inspecting(await imageOf({ path: 'link.so' }, place)),
    `Reading ${at('project/link.so')}, which is ${at('secret/key.so')}`,
  );
  assert.equal(
    toolWords.inspecting(await imageOf({ path: at('secret/key.so') }, place)),
    `Reading ${at('secret/key.so')}`,
  );
});

test('what is missing or special is a sentence, with no wait', { timeout: 20_000 }, async () => {
  execFileSync('mkfifo', [at('project', 'fifo')]);
  for (const [file, sentence] of [
    ['missing.so', /missing\.so does not exist/],
    ['dangling', /dangling does not exist/],
    ['circle', /circle could not be opened \(ELOOP\)/],
    ['fifo', /is a named pipe/],
    ['build', /is a folder/],
  ] as const) {
    await assert.rejects(inspectVdso({ path: file }, place), sentence);
  }
});

test('what was not there when it was looked at is not read when it is there after all', async () => {
  const realpath = async (file: string) => {
    if (file.endsWith('lib.so')) throw errnoError('ENOENT');
    return nodeNames.realpath(file);
  };
  const late = { ...place, names: { ...nodeNames, realpath } };
  await assert.rejects(inspectVdso({ path: 'build/lib.so' }, late), /lib\.so does not exist/);
});

test('only what was asked about is read, and only while it is that', async () => {
  const consents = new Consents();
  const careful = { ...place, covers: consents.covers.bind(consents) };
  const unasked = /has not been asked about .*Ask again\.$/;
  const read = (input: object) => checkConsumers(input, careful);
  await read({ path: 'build/lib.so' });
  await assert.rejects(read({ path: 'link.so' }), unasked);
  // Neither where it leads nor whether it leads anywhere.
  await assert.rejects(read({ path: 'link.so' }), ({ message }: Error) => !/secret|which is/.test(message));
  await assert.rejects(read({ pid: process.pid }), unasked);
  consents.ask(await imageOf({ path: 'link.so' }, place));
  await read({ path: 'link.so' });
  await assert.rejects(read({ path: at('secret/key.so') }), unasked, 'under that path only');
  // In the folder when VS Code prepared the call, outside it when it made it.
  const moves = at('project', 'moves.so');
  for (const target of ['build/lib.so', '../projects/lib.so', '../secret/key.so', 'build/lib.so']) {
    symlinkSync(target, moves);
    consents.ask(await imageOf({ path: 'moves.so' }, place));
    rmSync(moves);
    symlinkSync('../secret/key.so', moves);
    if (target === '../secret/key.so') await read({ path: 'moves.so' });
    else await assert.rejects(read({ path: 'moves.so' }), unasked);
    rmSync(moves);
  }
  // It was asked about, and needs not be any more.
  consents.ask({ kind: 'process', pid: 1 });
  assert.ok(consents.covers({ kind: 'process', pid: 1 }));
  assert.ok(!consents.covers({ kind: 'process', pid: 2 }));
});

test('questions are not kept without end', () => {
  const consents = new Consents();
  for (let pid = 1; pid <= 1_001; pid++) consents.ask({ kind: 'process', pid });
  assert.ok(!consents.covers({ kind: 'process', pid: 1 }));
  assert.ok(consents.covers({ kind: 'process', pid: 1_001 }));
});

for (const [size, image] of [
  ['a small file', bytes],
  ['a file for the worker', fullImage({ class: 64, littleEndian: true }, { textSize: 100_000 }).bytes],
] as const) {
  test(`${size} that is another one when it is opened is not read`, async () => {
    const name = size.replaceAll(' ', '-');
    mkdirSync(at('project', name));
    writeFileSync(at('project', name, 'lib.so'), image);
    writeFileSync(at('secret', 'lib.so'), image);
    let looked = 0;
    /** The folder is exchanged for a link to the secrets once its file was looked at, and is back when it is looked at again. */
    const exchanging = (back: boolean): FileNames => ({
      ...nodeNames,
      async realpath(file) {
        const isIt = file.endsWith('lib.so');
        if (isIt && looked === 1 && back) {
          rmSync(at('project', name));
          renameSync(at('aside'), at('project', name));
        }
        const real = await nodeNames.realpath(file);
        if (isIt && ++looked === 1) {
          renameSync(at('project', name), at('aside'));
          symlinkSync('../secret', at('project', name));
        }
        return real;
      },
    });
    await assert.rejects(
      inspectVdso({ path: `${name}/lib.so` }, { ...place, names: exchanging(true) }),
      /was replaced/,
    );
    assert.equal(looked, 2);
    looked = 0;
    await assert.rejects(
      inspectVdso({ path: `${name}/lib.so` }, { ...place, names: exchanging(false) }),
      /was replaced/,
    );
    rmSync(at('project', name));
    renameSync(at('aside'), at('project', name));
    await inspectVdso({ path: `${name}/lib.so` }, place);
  });
}

/** A Windows machine with these links, by path; says what was touched. */
function windows(links: Readonly<Record<string, string>> = {}): { names: FileNames; touched: string[] } {
  const touched: string[] = [];
  const readlink = async (file: string) => {
    touched.push(file);
    const target = links[file];
    if (target === undefined) throw errnoError('EINVAL');
    return target;
  };
  const realpath = async (file: string): Promise<string> => {
    touched.push(file);
    for (const [link, target] of Object.entries(links)) {
      if (file !== link && !file.startsWith(`${link}\\`)) continue;
      return realpath(path.win32.resolve(link, '..', target) + file.slice(link.length));
    }
    // Names as they are on the disk: without case, and without the dots and blanks that Windows ignores.
    return file.replace(/^c:\\proj(?=\\|$)/i, 'C:\\Proj').replace(/[. ]+(?=\\|$)/g, '');
  };
  return { names: { path: path.win32, readlink, realpath }, touched };
}

for (const [given, asked, what] of [
  ['build\\lib.so', false, 'a file in the folder'],
  ['build/lib.so', false, 'with slashes'],
  ['c:\\PROJ\\build\\lib.so', false, 'in another case'],
  ['C:\\Proj\\build\\lib.so.', false, 'with a dot that Windows ignores'],
  ['..\\other\\lib.so', true, 'beside the folder'],
  ['C:\\Project\\lib.so', true, 'a folder whose name begins alike'],
  ['D:\\Proj\\lib.so', true, 'another drive'],
  ['D:lib.so', true, 'the current folder of another drive'],
  ['\\Windows\\lib.so', true, 'the root of the drive'],
  ['junction\\lib.so', true, 'a junction that leads out'],
  ['inner\\lib.so', false, 'a link within the folder'],
] as const) {
  test(`Windows: ${what} is ${asked ? 'asked about' : 'read unasked'}`, async () => {
    const links = { 'C:\\Proj\\junction': 'D:\\elsewhere', 'C:\\Proj\\inner': 'build' };
    const { names } = windows(links);
    assert.equal(await asks({ path: given }, { ...place, folders: ['C:\\Proj'], names }), asked);
  });
}

test('Windows: a share or a device is never touched without asking, nor is a link to one', async () => {
  const links = {
    'C:\\Proj\\share': '\\\\evil\\share',
    'C:\\Proj\\twice': 'C:\\Proj\\share',
    'C:\\Proj\\raw': '\\\\.\\PhysicalDrive0',
    'C:\\Proj\\circle': 'C:\\Proj\\circle',
    'C:\\Proj\\inner': 'deep',
    'C:\\Proj\\deep\\out': '\\\\evil\\share',
  };
  for (const given of [
    'inner\\out\\lib.so',
    'build\\..\\deep\\out\\lib.so',
    '\\\\evil\\share\\lib.so',
    '//evil/share/lib.so',
    '\\/evil\\share/lib.so',
    '\\\\?\\UNC\\evil\\share\\lib.so',
    '//?/UNC/evil/share/lib.so',
    '\\\\.\\PhysicalDrive0',
    '\\\\?\\C:\\Proj\\lib.so',
    '\\\\?\\GLOBALROOT\\Device\\Mup\\evil\\share\\lib.so',
    '..\\..\\..\\..\\\\evil\\share',
    'share\\lib.so',
    'share',
    'twice\\lib.so',
    'raw',
    'circle',
    'NUL',
    'build\\com1.so',
    'aux .txt',
  ]) {
    const { names, touched } = windows(links);
    assert.equal(await asks({ path: given }, { ...place, folders: ['C:\\Proj'], names }), true, given);
    const local = (file: string) => file.startsWith('C:\\') && !/nul|com1|aux/i.test(file);
    assert.ok(touched.every(local), `${given}: ${touched}`);
    assert.ok(!touched.some((file) => /^C:\\Proj\\(share|twice|raw)\\/.test(file)), `${given}: ${touched}`);
  }
});

test('Windows: a share that the user opened as a folder has files as any folder', async () => {
  const { names, touched } = windows();
  const opened = { ...place, folders: ['\\\\ours\\share\\proj'], names };
  assert.equal(await asks({ path: 'lib.so' }, opened), false);
  assert.equal(await asks({ path: '\\\\ours\\share\\proj\\lib.so' }, opened), false);
  const link = windows({ 'C:\\Link': '\\\\ours\\share' });
  const through = { ...place, folders: ['C:\\Link\\proj'], names: link.names };
  assert.equal(await asks({ path: 'lib.so' }, through), false);
  touched.length = 0;
  for (const given of ['..\\lib.so', '\\\\ours\\other\\lib.so', '\\\\evil\\share\\proj\\lib.so']) {
    assert.equal(await asks({ path: given }, opened), true, given);
  }
  assert.deepEqual(touched, []);
});
