/** src/language: hostile sources through lexer, names, hashes, hovers, diagnostics and hints. */
import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { criu } from '../../../../src/consumers/catalog/criu.ts';
import { go } from '../../../../src/consumers/catalog/go.ts';
import type { Live } from '../../../../src/language/answers/hoverContext.ts';
import { hoverText } from '../../../../src/language/answers/hoverText.ts';
import { keyHints } from '../../../../src/language/answers/keyHints.ts';
import { LiveLookups } from '../../../../src/language/answers/liveImage.ts';
import { prepare } from '../../../../src/language/answers/prepare.ts';
import { sourceMarks } from '../../../../src/language/answers/sourceMarks.ts';
import { wrongHashes } from '../../../../src/language/answers/wrongHashes.ts';
import { conditionsOf, hashLiteralsOf, namesOf } from '../../../../src/language/source/documentFacts.ts';
import { subjectIn } from '../../../../src/language/source/subjectIn.ts';
import { headerRelease, knownRelease } from '../../../../src/language/source/treeRelease.ts';
import { isGo, mentionsVdso, syntaxOf } from '../../../../src/language/syntax/languages.ts';
import { lex } from '../../../../src/language/syntax/lexer.ts';
import { vdsoArchs, vdsoImage } from '../../../support/elf/index.ts';
import { textDocument } from '../../../support/textDocument.ts';
import { hostileTexts } from '../../names.ts';
import type { Random } from '../../random.ts';
import { type SourceText, sourceTexts } from '../corpus/sourceTexts.ts';
import { readImage } from '../images.ts';
import { mutateText } from '../mutateText.ts';
import { assertSeen, assertSentence } from '../promises.ts';
import type { Room } from '../room.ts';

/** Places of a text that are pointed at. */
const HOVERS = 8;
/** Characters of a hover: a page or two, whatever the source. */
const LONGEST_HOVER = 60_000;
const encoding = 'utf16le';
const sources = sourceTexts();

export const language: Room = {
  name: 'language',
  weight: 150,
  limitSeconds: 120,
  input(corpus, random) {
    const { path, text } = random.pick(corpus.sources);
    // Half a surrogate pair survives in this encoding.
    return { from: path, bytes: Buffer.from(mutateText(text, random), encoding), kind: 'utf16.txt' };
  },
  async run({ from, bytes }, random) {
    const source = sources.find(({ path }) => path === from);
    assert.ok(source !== undefined);
    const text = Buffer.from(bytes).toString(encoding);
    const path = random.chance(10)
      ? `/${random.pick(hostileTexts)}/vdso_linux_${random.pick(hostileTexts)}.go`
      : from;
    const document = textDocument({ ...source, path, text });
    checkTokens(text, source, random);
    mentionsVdso(text);
    const ofGo = isGo(source.languageId, path);
    knownRelease(ofGo ? go : criu, headerRelease(path, ofGo, text)?.release);
    const met = new Set<string>();
    const live = await someLive(random);
    checkNames(document, live, met);
    checkWrongHashes(document, met);
    checkHovers(document, live, random, met);
    return met;
  },
};

function checkTokens(text: string, { languageId, path }: SourceText, random: Random): void {
  const from = text.lastIndexOf('\n', random.below(text.length + 1)) + 1;
  const part = random.chance(2) ? undefined : { from, to: from + random.below(text.length - from + 1) };
  const tokens = lex(text, syntaxOf(languageId, path), part);
  assert.ok(tokens.length <= text.length, 'a token has at least one character');
  let last = 0;
  for (let index = 0; index < tokens.length; index++) {
    const [start, end] = [tokens.start(index), tokens.end(index)];
    assert.ok(last <= start && start <= end && end <= text.length, `token ${index}: ${start} to ${end}`);
    last = end;
  }
}

function checkNames(document: vscode.TextDocument, live: Live, met: Set<string>): void {
  const text = document.getText();
  const { path } = document.uri;
  const literals = hashLiteralsOf(document);
  const conditions = conditionsOf(document);
  const source = { path, isGo: isGo(document.languageId, path), conditions, text };
  const hintFor = keyHints({ live, source, literals });
  for (const place of namesOf(document)) {
    const written = text.slice(place.start, place.end);
    // Of strings side by side; a backslash joins lines.
    if (!written.includes('"')) assert.equal(written.replaceAll(/\\\r?\n/g, ''), place.name);
    const hint = hintFor(place);
    if (hint !== undefined) assertSentence(hint.label, 'a hint');
    met.add(place.kind);
  }
  for (const { start, end, hashes } of literals) {
    assert.ok(start >= 0 && start < end && end <= text.length, `literal ${start} to ${end}`);
    for (const hash of hashes) assert.equal(text.slice(hash.start, hash.end), hash.text);
    met.add('hash literal');
  }
}

function checkWrongHashes(document: vscode.TextDocument, met: Set<string>): void {
  const text = document.getText();
  let last = 0;
  for (const wrong of wrongHashes(hashLiteralsOf(document)).toSorted((a, b) => a.start - b.start)) {
    assert.ok(last <= wrong.start && wrong.end <= text.length, 'corrections do not overlap');
    assert.equal(text.slice(wrong.start, wrong.end), wrong.text);
    assert.notEqual(wrong.correction, wrong.text);
    assertSentence(wrong.message, 'a diagnostic');
    assertSentence(wrong.fixTitle, 'a quick fix');
    last = wrong.end;
    met.add(wrong.code);
  }
  const { wrong, idle } = sourceMarks(text, syntaxOf(document.languageId, document.uri.path));
  for (const { start, end } of [...wrong, ...idle])
    assert.ok(start >= 0 && start < end && end <= text.length);
  if (idle.length > 0) met.add('idle ignore');
}

function checkHovers(document: vscode.TextDocument, live: Live, random: Random, met: Set<string>): void {
  const places = namesOf(document)
    .slice(0, HOVERS / 2)
    .map(({ start }) => start);
  const { path } = document.uri;
  for (let count = 0; count < HOVERS; count++) {
    const offset = places[count] ?? random.below(document.getText().length + 1);
    const position = document.positionAt(offset);
    const subject = subjectIn(document, position);
    if (subject === undefined) continue;
    const line = document.lineAt(position.line).text;
    assert.ok(subject.start >= 0 && subject.start <= subject.end && subject.end <= line.length);
    const release = random.chance(3) ? { release: random.pick(['1.19', '1.4', '99', 'x']) } : {};
    const hover = hoverText(subject, { path, live, besideGopls: random.chance(2), ...release });
    assert.ok(hover.length <= LONGEST_HOVER, `a hover of ${hover.length} characters`);
    assertSeen(hover, 'a hover');
    met.add(`hover ${subject.kind}`);
  }
}

const lives = new Map<string, Promise<Live>>();

function someLive(random: Random): Promise<Live> {
  const arch = random.pick([...vdsoArchs, '']);
  const known = lives.get(arch) ?? liveOf(arch);
  lives.set(arch, known);
  return known;
}

async function liveOf(name: string): Promise<Live> {
  const arch = vdsoArchs.find((each) => each === name);
  const image = arch && (await readImage(vdsoImage({ arch }).bytes, false));
  if (image === undefined) return { kind: 'none', reason: 'This machine has no /proc.' };
  const live = { kind: 'image', image: new LiveLookups(image, 4711, 0x7fff_1234_5000n) } as const;
  await prepare(live);
  return live;
}
