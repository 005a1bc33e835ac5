/** src/report/formats: texts that mean something to whoever reads the format stay texts. */
import assert from 'node:assert/strict';
import { shown } from '../../../../src/elf/bytes/printable.ts';
import { csvTable } from '../../../../src/report/formats/csvTable.ts';
import { markdownTable } from '../../../../src/report/formats/markdownTable.ts';
import { noCommand } from '../../../../src/report/formats/workflowCommand.ts';
import {
  checkGithub,
  checkJunit,
  checkMarkdown,
  checkSarif,
} from '../../../../src/report/output/checkFormats.ts';
import type { ImageVerdict, RequirementVerdict } from '../../../../src/report/output/checkVerdict.ts';
import {
  readCsv,
  readMarkdown,
  readSarifMessage,
  readWorkflowCommand,
  readXml,
  type XmlElement,
} from '../../../support/formatReaders.ts';
import { hostileTexts } from '../../names.ts';
import type { Random } from '../../random.ts';
import { mutateText } from '../mutateText.ts';
import { assertAllSeen, assertSeen } from '../promises.ts';
import type { Room } from '../room.ts';

const MOST_TEXTS = 12;
const MARKS: readonly string[] = [
  '::error::x',
  '::',
  '%0A',
  '##[error]x',
  ',file=y',
  '</failure>',
  ']]>',
  '&#0;',
  '\ufffe',
  '=1+1',
  ';=1',
  '\t@x',
  '"',
  '\\',
  '|',
  '](1)',
  '{0}',
  '}}',
  '[a](b)',
  '<script>',
  '`',
  '# ',
  '- ',
  '1. ',
  '    ',
  '---',
];

export const formats: Room = {
  name: 'formats',
  weight: 60,
  limitSeconds: 60,
  input(_corpus, random) {
    const texts = Array.from({ length: 1 + random.below(MOST_TEXTS) }, () => someText(random));
    return { from: 'texts', bytes: new TextEncoder().encode(JSON.stringify(texts)), kind: 'json' };
  },
  async run({ bytes }, random) {
    const texts: string[] = JSON.parse(new TextDecoder().decode(bytes));
    const rows = texts.map((text) => [text, '', text]);
    assert.deepEqual(withoutQuotes(readCsv(linesOf(csvTable(['a', 'b', 'c'], rows))).slice(1)), [
      ...withoutQuotes(rows.map((row) => row.map(shown))),
    ]);
    const columns = ['a', 'b', 'c'].map((title) => ({ title }));
    const table = await readMarkdown(linesOf(markdownTable(columns, rows)));
    assert.deepEqual(
      table.rows.slice(1),
      rows.map((row) => row.map((cell) => shown(cell).trim())),
    );
    for (const text of texts) assertNoCommand(noCommand(`${shown(text)}\n  ${shown(text)}\n`));
    const images = texts.map((text) => someVerdict(text, random));
    const kinds = await checked(images);
    return [...kinds, `${images.length > 1 ? 'images' : 'an image'}`];
  },
};

function someText(random: Random): string {
  const parts = Array.from({ length: 1 + random.below(4) }, () =>
    random.pick(random.chance(2) ? MARKS : hostileTexts),
  );
  const text = parts.join(random.pick(['', ' ', 'x']));
  return random.chance(3) ? mutateText(text, random) : text;
}

function someVerdict(text: string, random: Random): ImageVerdict {
  const place = { name: text, uri: 'a.so', ...(random.chance(2) ? { file: text } : {}) };
  if (random.chance(4)) return { place, error: text, required: [], others: [] };
  const found = { label: text, outcome: text, why: text };
  const required: RequirementVerdict[] = Array.from({ length: random.below(3) }, () => {
    const rest = { text, rule: text, about: text, sentence: text, line: text };
    return { ...found, ...rest, fulfilled: random.chance(2) };
  });
  return { place, required, others: random.chance(2) ? [found] : [] };
}

/** What every reader finds is as many things as there are, with the texts as they are. */
async function checked(images: readonly ImageVerdict[]): Promise<readonly string[]> {
  const failed = images.flatMap(({ required }) => required.filter(({ fulfilled }) => !fulfilled));
  const errors = images.filter(({ error }) => error !== undefined);
  const commands = [...checkGithub(images)].map((line) => {
    assert.doesNotMatch(line, /[\r\n]/);
    return readWorkflowCommand(line);
  });
  assert.equal(commands.length, 2 * images.length + failed.length + errors.length);
  assert.ok(commands.every((command) => ['group', 'endgroup', 'error'].includes(command?.name ?? '')));
  assertAllSeen(commands, 'workflow commands');

  const xml = linesOf(checkJunit(images));
  assertSeen(xml, 'JUnit');
  const suites = readXml(xml).children;
  assert.deepEqual(
    suites.map(({ attributes }) => attributes['name']),
    images.map(({ place }) => shown(place.name)),
  );
  const below = (element: XmlElement): readonly XmlElement[] => [element, ...element.children.flatMap(below)];
  const ends = suites.flatMap(below).filter(({ name }) => name === 'failure' || name === 'error');
  assert.equal(ends.length, failed.length + errors.length);

  const sarif = checkSarif(images, 'vdso-explorer 0.0.0');
  assertSeen(sarif, 'SARIF');
  const [run] = JSON.parse(sarif).runs;
  assert.equal(run.results.length, failed.length);
  for (const { message } of run.results) readSarifMessage(message.text);

  const markdown = linesOf(checkMarkdown(images));
  assertSeen(markdown, 'Markdown');
  const { elements, rows } = await readMarkdown(markdown);
  const known = ['h3', 'p', 'code', 'table', 'thead', 'tbody', 'tr', 'th', 'td'];
  assert.deepEqual(
    elements.filter((name) => !known.includes(name)),
    [],
  );
  const expected = images.reduce(
    (sum, { error, required, others }) => sum + (error === undefined ? required.length + others.length : 1),
    0,
  );
  assert.equal(rows.length, expected === 0 ? 0 : expected + 1);
  return failed.length > 0 ? ['failed'] : ['fulfilled'];
}

function assertNoCommand(text: string): void {
  for (const line of text.split('\n')) {
    assert.equal(readWorkflowCommand(line), undefined, line);
    assert.ok(!line.includes('##['), line);
  }
}

/** Cells without the apostrophes that say that text follows. */
function withoutQuotes(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return rows.map((row) => row.map((cell) => cell.replaceAll("'", '')));
}

function linesOf(lines: Iterable<string>): string {
  return [...lines, ''].join('\n');
}
