// Against marked, which VS Code renders Markdown with (here it comes with @vscode/vsce).
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { marked } from 'marked';
import { shown } from '../../../src/elf/bytes/printable.ts';
import { codeSpan, literalMarkdown, literalParagraph } from '../../../src/report/markdown.ts';
import { evil, evilNames } from '../../support/evilNames.ts';

const names: Readonly<Record<string, string>> = {
  ...evilNames,
  all: evil,
  underscores: '__vdso_x _a_ a_b_c __init__ _',
  addresses: 'HTTPS://example.org ftp://example.org www.example.org mailto:a@b.c',
  backslashes: '\\[a](b) \\\\ \\',
  'a backtick at an end': '`a``',
  'spaces at both ends': ' a ',
};

/** The text that HTML without elements shows. */
function textOf(html: string): string {
  const entities = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' } as const;
  return html.replace(/&(?:lt|gt|quot|#39|amp);/g, (each) => entities[each as keyof typeof entities]);
}

describe('text of unknown origin in Markdown', () => {
  for (const [kind, name] of Object.entries(names)) {
    test(`${kind}: means itself`, async () => {
      const html = await marked.parseInline(literalMarkdown(name));
      assert.doesNotMatch(html, /<\w/);
      assert.equal(textOf(html), shown(name));
    });
    test(`${kind}: is one code span`, async () => {
      const html = await marked.parseInline(codeSpan(name));
      assert.equal(html.match(/<\w+/g)?.join(), '<code');
      assert.equal(textOf(html), `<code>${shown(name)}</code>`);
    });
  }

  test('names of C stay readable', () => {
    assert.equal(
      literalMarkdown('DT_GNU_HASH: no 0x12, see clock_gettime(2).'),
      'DT_GNU_HASH: no 0x12, see clock_gettime(2).',
    );
  });

  test('at the start of a block it begins none', async () => {
    const starts = [
      '# a',
      '###### a',
      '- a',
      '+ a',
      '* a',
      '1. a',
      '23) a',
      '---',
      '===',
      '    a',
      '> a',
      '~~~',
      '```',
    ];
    for (const text of [...starts, '- - -', '_ _ _', '| a |', '<div>', ...Object.values(names)]) {
      const html = await marked.parse(`${literalParagraph(text)}: b\n`);
      assert.match(html, /^<p>[^<]*<\/p>\n$/, text);
      assert.equal(textOf(html.slice(3, -5)), `${shown(text).trimStart()}: b`);
      assert.match(
        await marked.parse(`- ${literalParagraph(text)}: b\n`),
        /^<ul>\n<li>[^<]*<\/li>\n<\/ul>\n$/,
        text,
      );
    }
  });

  test('no text, no code span', () => {
    assert.equal(codeSpan(''), '');
  });
});
