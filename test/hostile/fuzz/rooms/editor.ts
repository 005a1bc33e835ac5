/**
 * The parts of src/editor that need no VS Code: settings, addresses, links, tasks, snapshots of processes, the page's
 * frame.
 */

import assert from 'node:assert/strict';
import { allConsumers } from '../../../../src/consumers/catalog/index.ts';
import { checkProgram } from '../../../../src/editor/checkTask.ts';
import { parseCompared, partAddress, summaryAddress } from '../../../../src/editor/comparedUri.ts';
import { Comparisons } from '../../../../src/editor/comparisons.ts';
import { EditorError } from '../../../../src/editor/editorError.ts';
import { pageHtml } from '../../../../src/editor/html.ts';
import { InnerImages } from '../../../../src/editor/innerImages.ts';
import { innerPath } from '../../../../src/editor/innerUri.ts';
import { knownPlaces } from '../../../../src/editor/knownPlaces.ts';
import { parseLink } from '../../../../src/editor/link.ts';
import {
  type HeldSnapshot,
  LiveImages,
  type LiveSnapshot,
  UNUSED_KEPT,
} from '../../../../src/editor/liveImages.ts';
import { readLiveImage } from '../../../../src/editor/readLiveImage.ts';
import { chosenConsumers } from '../../../../src/editor/selection.ts';
import { encodedPart } from '../../../../src/editor/uriParts.ts';
import { imagePath, ownerParts, parsePath } from '../../../../src/editor/vdsoUri.ts';
import { labelText } from '../../../../src/elf/english.ts';
import { withoutIcons, withoutLinks, withoutLinksAndIcons } from '../../../../src/plainText/escape.ts';
import { openLocalLook } from '../../../../src/session/containers/localLook.ts';
import type { FoundImage, WantedImage } from '../../../../src/session/containers/look.ts';
import { openLocal } from '../../../../src/session/openLocal.ts';
import { english } from '../../../../src/session/words.ts';
import { memorySource } from '../../../../src/sources/memorySource.ts';
import { SourceError } from '../../../../src/sources/sourceError.ts';
import { kernelOf } from '../../../support/containers/kernels.ts';
import { vdsoImage } from '../../../support/elf/index.ts';
import { mutate, type Seed } from '../../mutate.ts';
import { hostileTexts } from '../../names.ts';
import type { Random } from '../../random.ts';
import { mutateText } from '../mutateText.ts';
import { assertSeen, assertSentence, orRefusal } from '../promises.ts';
import type { Room } from '../room.ts';

const smallImages = [vdsoImage({ arch: 'amd64' }).bytes, vdsoImage({ arch: 's390x' }).bytes];
const kernels = [kernelOf(smallImages, 4096).bytes];

function seedOf(bytes: Uint8Array): Seed {
  return { name: 'image', bytes, fields: [], tables: [], littleEndian: true };
}

const STEPS = 24;
const PATHS = [
  '/live/linux-vdso.so.1',
  '/process/4711/linux-vdso.so.1',
  '/process/4711/2/linux-vdso.so.1',
  '/live/3/linux-vdso.so.1',
  '/in/file%3A%2F%2F%2Fsrv%2Ffoo.deb/data.tar.xz/boot%2Fvmlinuz/image-3/linux-vdso.so.1',
  '/process',
  '/process/4711',
  '/live',
  '/',
];

export const editor: Room = {
  name: 'editor',
  weight: 40,
  limitSeconds: 120,
  input(_corpus, random) {
    const path = mutateText(random.pick(PATHS), random);
    return { from: 'an address', bytes: new TextEncoder().encode(path), kind: 'txt' };
  },
  async run({ bytes }, random) {
    const parsed = parsePath(new TextDecoder().decode(bytes));
    if (parsed?.kind === 'image') {
      const { process, number = 1 } = ownerParts(parsed.owner);
      assert.ok((process === 'live' || process > 0) && number > 0);
      assert.deepEqual(parsePath(imagePath(parsed.owner, parsed.name)), parsed);
    }
    if (parsed?.kind === 'inner') {
      const { address } = parsed;
      assert.deepEqual(parsePath(innerPath(address)), parsed);
      assert.ok(address.container !== '' && address.index >= 0);
    }
    checkSelection(random);
    checkPlainText(mutateText(random.pick(hostileTexts), random));
    checkPage(random);
    checkLink(random);
    checkTask(random);
    await checkSnapshots(random);
    await checkContainer(random);
    if (random.chance(4)) await checkComparison(random);
    if (random.chance(50))
      assertSentence(labelText((await readLiveImage('live')).info.label), 'the label of the live image');
    await orRefusal(() => readLiveImage(2 ** 22 + 1), ['SourceError']);
    return [parsed?.kind ?? 'no address'];
  },
};

function checkSelection(random: Random): void {
  const some = ['go', 'go@1.19', 'musl@x', 'perl', 3, null, {}, ['go'], ...hostileTexts];
  const settings = random.chance(6)
    ? some[random.below(some.length)]
    : Array.from({ length: random.below(8) }, () => some[random.below(some.length)]);
  const selection = chosenConsumers(settings, random.pick(['newest', '1.19', ...hostileTexts]));
  assert.deepEqual(new Set(selection.map(({ id }) => id)), new Set(allConsumers.map(({ id }) => id)));
}

/** A container whose images are listed, kept and taken out again, whatever its bytes and its members' names are. */
async function checkContainer(random: Random): Promise<void> {
  const bytes = mutate(seedOf(random.pick(kernels)), random);
  const reads = { bytes };
  const name = random.pick(['vmlinux', ...hostileTexts]);
  const container = `file:///boot/${encodedPart(name)}`;
  const all = async (wanted?: WantedImage): Promise<readonly FoundImage[]> => {
    const look = await openLocalLook({ name, reads, ...(wanted && { wanted }) });
    const images: FoundImage[] = [];
    for (;;) {
      const found = await look.next();
      images.push(...found.images);
      if (found.done) break;
    }
    await look.dispose();
    return images;
  };
  const stored = new Map<string, unknown>();
  const storage = {
    get: (key: string) => stored.get(key) ?? random.pick<unknown>([null, 3, [], [[container, { index: 1 }]]]),
    update: (key: string, value: unknown) => void stored.set(key, JSON.parse(JSON.stringify(value))),
  };
  const state = { size: bytes.length, mtime: 1 };
  const images = new InnerImages({
    label: (container) => container,
    state: async () => (random.chance(3) ? undefined : state),
    takeOut: async ({ members, index }, known) => (await all({ members, index, known }))[0],
    known: knownPlaces(storage),
  });
  for (const found of await all()) {
    const members = [random.pick(hostileTexts), ...found.image.members];
    const address = images.keep(container, state, {
      ...found,
      image: { ...found.image, members: random.chance(2) ? members : found.image.members },
    });
    const path = parsePath(innerPath(address));
    assert.ok(path?.kind === 'inner' && path.address.index === address.index);
    const way = { whole: false, anew: random.chance(2) };
    const held = await images.acquire(address, way).catch((error: unknown) => {
      assert.ok(error instanceof EditorError && error.code === 'innerGone', String(error));
      assertSentence(error.message, 'why an image is gone');
    });
    if (held === undefined) continue;
    assert.deepEqual(held.bytes, found.bytes);
    held.release();
  }
}

/** Texts of two images that are compared. */
async function checkComparison(random: Random): Promise<void> {
  const comparisons = new Comparisons({
    words: () => english,
    async read() {
      const bytes = mutate(seedOf(random.pick(smallImages)), random);
      const options = { selection: [{ id: 'go' }, { id: 'criu' }], asVdso: true, symtab: false };
      const info = { kind: 'file', label: random.pick(hostileTexts), size: bytes.length } as const;
      const session = await openLocal({ source: memorySource(bytes), info, options, generator: 'x' });
      return session.compared(false);
    },
  });
  const pair = { from: 'a', to: 'b' };
  const made = await orRefusal(() => comparisons.summary(pair), ['SessionError']);
  if (made === undefined) return;
  for (const line of made.text.split('\n')) assertSeen(line, 'a line of a comparison');
  for (const { part, name } of await comparisons.differing(pair)) {
    const path = parseCompared(partAddress(pair.from, part, name));
    assert.ok(path?.kind === 'part' && path.part === part);
    for (const line of (await comparisons.text(path)).split('\n')) assertSeen(line, 'a line of a part');
  }
  const { path, query } = summaryAddress(pair, `${random.pick(hostileTexts)} ↔ b`);
  parseCompared({ path: mutateText(path, random), query: mutateText(query, random) });
}

/** What VS Code's parsers of links and icons look for is not there any more (src/plainText/escape.ts). */
function checkPlainText(text: string): void {
  const [links, icons, both] = [withoutLinks(text), withoutIcons(text), withoutLinksAndIcons(text)];
  for (const each of [links, both]) assert.ok(!each.includes(']('), each);
  for (const each of [icons, both]) assert.doesNotMatch(each, /(?<!\\)\$\([a-z0-9-]+(?:~[a-z]+)?\)/i);
  for (const each of [links, icons, both]) assertSeen(each, 'plain text');
}

function checkPage(random: Random): void {
  const text = () => random.pick([...hostileTexts, '"><script>alert(1)</script>', '&quot;']);
  const page = pageHtml({
    language: text(),
    cspSource: text(),
    script: text(),
    styleSheets: [text(), text()],
  });
  assert.equal(page.match(/<script/g)?.length, 2);
  assert.equal(page.match(/<img/g), null);
}

/** Anybody may have written it: what is opened has a whole path, and what is shown a name that is seen. */
function checkLink(random: Random): void {
  const path = random.pick(['/live', '/file', '/', mutateText('/file', random)]);
  const query = mutateText(
    random.pick(['path=/boot/vdso.so&table=symbols&name=__vdso_getcpu', 'table=keys', '']),
    random,
  );
  const link = parseLink({ path, query });
  if (link?.file !== undefined) {
    assert.ok(path === '/file' && link.file.startsWith('/') && link.file.length <= 4096);
    assertSeen(link.file, 'a path in a link');
  }
  if (link?.target?.name !== undefined) assertSeen(link.target.name, 'a name in a link');
}

/** What a workspace's tasks.json says is an argument, and none that the program takes for an option. */
function checkTask(random: Random): void {
  const some = () =>
    random.pick<unknown>(['/boot/vdso.so', '--version', ['go'], [3], null, {}, ...hostileTexts]);
  const program = checkProgram({ type: 'vdso', image: some(), require: some() }, '/cli.cjs');
  if (program === undefined) return;
  assert.deepEqual(program.args.slice(0, 3), ['/cli.cjs', 'check', '--lines']);
  const rest = program.args.slice(3);
  if (rest[0] === '--require') rest.splice(0, 2);
  assert.ok(rest.length === 0 || (rest.length === 2 && rest[0] === '--'), rest.join(' '));
}

/** Processes that come, end and are others under the same number, in any order. */
async function checkSnapshots(random: Random): Promise<void> {
  let started = 1n;
  const info = { kind: 'process', label: 'process', size: 1 } as const;
  const read = async (pid: number | 'live'): Promise<LiveSnapshot> => {
    if (random.chance(6)) throw new SourceError('noSuchProcess', { pid: Number(pid) || 1 });
    return { bytes: new Uint8Array(1), info, name: 'vdso.so', ...(random.chance(8) ? {} : { started }) };
  };
  let now = 0;
  const images = new LiveImages({
    read,
    startOf: async () => (random.chance(5) ? undefined : started),
    now: () => now,
  });
  const held: HeldSnapshot[] = [];
  const listening = images.onDidEnd((owner) => assertSeen(String(owner), 'an owner'));
  for (let step = random.below(STEPS); step > 0; step--) {
    const owner = random.chance(4) ? 'live' : 1 + random.below(40);
    const kept = await orRefusal(
      () => (random.chance(3) ? images.acquire(owner) : images.get(owner)),
      ['SourceError'],
    );
    if (kept !== undefined && 'release' in kept) held.push(kept as HeldSnapshot);
    if (random.chance(3)) held.pop()?.release();
    if (random.chance(5)) started++;
    now += random.below(30_000);
    assert.ok(images.owners().length <= UNUSED_KEPT + held.length + 2, `${images.owners().length} snapshots`);
  }
  for (const each of held) each.release();
  listening.dispose();
}
