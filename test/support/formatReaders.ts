/** Readers of the formats that we write, each of another make than the writer. */
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { marked } from 'marked';

export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

interface Sax {
  onopentag: (tag: { readonly name: string; readonly attributes: Readonly<Record<string, string>> }) => void;
  onclosetag: () => void;
  ontext: (text: string) => void;
  onerror: (error: Error) => void;
  write(text: string): { close(): void };
}
/** Comes with @vscode/vsce. */
const sax: { parser(strict: boolean): Sax } = createRequire(import.meta.url)('sax');

/** Section 2.2 of XML 1.0: what a document may hold. */
const NO_XML_CHARACTER = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/** A document of elements and text. */
export function readXml(text: string): XmlElement {
  assert.doesNotMatch(text, NO_XML_CHARACTER);
  const root = { name: '', attributes: {}, children: [] as XmlElement[], text: '' };
  const open = [root];
  const parser = sax.parser(true);
  parser.onerror = (error) => assert.fail(`${error.message}\n${text}`);
  parser.onopentag = ({ name, attributes }) => {
    const element = { name, attributes, children: [], text: '' };
    open.at(-1)?.children.push(element);
    open.push(element);
  };
  parser.ontext = (part) => {
    const element = open.at(-1);
    if (element !== undefined) element.text += part;
  };
  parser.onclosetag = () => void open.pop();
  parser.write(text).close();
  assert.equal(root.children.length, 1);
  return root.children[0] ?? root;
}

export interface ReadCommand {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

/** What GitHub's runner takes a line for (TryParseV2 of its ActionCommand, without the list of known commands). */
export function readWorkflowCommand(line: string): ReadCommand | undefined {
  const text = line.trimStart();
  const end = text.indexOf('::', 2);
  if (!text.startsWith('::') || end < 0) return undefined;
  const head = text.slice(2, end);
  const space = head.indexOf(' ');
  const properties: Record<string, string> = {};
  for (const pair of space < 0
    ? []
    : head
        .slice(space + 1)
        .trim()
        .split(',')) {
    const equals = pair.indexOf('=');
    if (equals > 0 && equals < pair.length - 1)
      properties[pair.slice(0, equals)] = decoded(pair.slice(equals + 1), ['%0D', '%0A', '%3A', '%2C']);
  }
  return {
    name: space < 0 ? head : head.slice(0, space),
    properties,
    data: decoded(text.slice(end + 2), ['%0D', '%0A']),
  };
}

function decoded(text: string, escapes: readonly string[]): string {
  return [...escapes, '%25'].reduce((rest, each) => rest.replaceAll(each, decodeURIComponent(each)), text);
}

/** Cells of comma-separated values (RFC 4180) that have no line's end in them: a row a line. */
export function readCsv(text: string): string[][] {
  return text.replace(/\n$/, '').split('\n').map(readCsvLine);
}

function readCsvLine(line: string): string[] {
  const cells: string[] = [];
  let at = 0;
  do {
    let cell = '';
    if (line[at] === '"') {
      for (at++; line[at] !== '"' || line[at + 1] === '"'; at++) {
        assert.ok(at < line.length, line);
        cell += line[at];
        if (line[at] === '"') at++;
      }
      at++;
    } else {
      for (; at < line.length && line[at] !== ','; at++) cell += line[at];
      assert.ok(!cell.includes('"'), line);
    }
    assert.ok(at === line.length || line[at] === ',', line);
    cells.push(cell);
  } while (at++ < line.length);
  return cells;
}

export interface ReadTable {
  /** Names of all elements of the page. */
  readonly elements: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** What VS Code's renderer of Markdown makes of a text. */
export async function readMarkdown(text: string): Promise<ReadTable> {
  const html = await marked.parse(text);
  const elements = [...html.matchAll(/<(\w+)[^>]*>/g)].map(([, name = '']) => name);
  const rows = [...html.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = '']) =>
    [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = '']) => textOf(cell)),
  );
  return { elements, rows };
}

function textOf(html: string): string {
  const entities = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' } as const;
  return html.replace(/&(?:lt|gt|quot|#39|amp);/g, (each) => entities[each as keyof typeof entities]);
}

/** A plain text message of SARIF 2.1.0 (3.11): it holds no placeholder and no link. */
export function readSarifMessage(text: string): string {
  assert.doesNotMatch(text.replaceAll('{{', '').replaceAll('}}', ''), /[{}]/, text);
  const link = /(?<!\\)(?:\\\\)*\[(?:[^\\[\]]|\\[\\[\]])*\]\(/;
  assert.doesNotMatch(text, link);
  return text.replaceAll('{{', '{').replaceAll('}}', '}');
}
