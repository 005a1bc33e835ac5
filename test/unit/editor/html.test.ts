import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { pageHtml } from '../../../src/editor/html.ts';

const page = () =>
  pageHtml({
    language: 'en',
    cspSource: "'self' https://*.example",
    script: 'https://x.example/main.js?a=1&b="2"',
    styleSheets: ['https://x.example/main.css'],
  });

suite('pageHtml', () => {
  test('the policy allows nothing but our scripts by nonce, our styles, fonts and images', () => {
    const html = page();
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '';
    assert.match(policy, /^default-src 'none'; /);
    const nonce = /script-src 'nonce-([^']+)';/.exec(policy)?.[1] ?? '';
    assert.equal(Buffer.from(nonce, 'base64').length, 18);
    assert.doesNotMatch(policy, /unsafe|\*(?!\.example)|data:|http:/);
    assert.ok(html.includes(`<meta property="csp-nonce" content="${nonce}">`));
    assert.ok(html.includes(`<script type="module" nonce="${nonce}" `));
  });

  test('every page has its own nonce', () => {
    assert.notEqual(page(), page());
  });

  test('attributes are escaped', () => {
    assert.ok(page().includes('src="https://x.example/main.js?a=1&amp;b=&quot;2&quot;"'));
  });
});
