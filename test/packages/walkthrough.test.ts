// The walkthrough's steps lead to commands that there are, and its pictures take their colours from the theme.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { projectRoot } from '../support/workbench/paths.ts';

const read = (name: string) => readFileSync(path.join(projectRoot, name), 'utf8');
const manifest = JSON.parse(read('package.json'));
const texts = JSON.parse(read('package.nls.json'));
const inWords = (key: string): string => texts[key.replaceAll('%', '')] ?? assert.fail(`no text for ${key}`);
const commands = new Set(manifest.contributes.commands.map(({ command }: { command: string }) => command));
const [walkthrough] = manifest.contributes.walkthroughs;

test('there are four steps, and the first says what a plain click on a library shows', () => {
  assert.equal(walkthrough.steps.length, 4);
  assert.match(inWords(walkthrough.steps[0].description), /plain click on a \.so file.*right-click/);
});

for (const { id, title, description, media, completionEvents } of walkthrough.steps) {
  describe(id, () => {
    test('has words, and an action that is a command of ours', () => {
      // Of Markdown a walkthrough knows links and bold words.
      assert.doesNotMatch(inWords(description).replaceAll('**', ''), /[`*]/);
      assert.ok(inWords(title).length > 0 && inWords(media.altText).length > 0);
      const actions = [...inWords(description).matchAll(/\]\(command:([\w.]+)(?:\?([^)]+))?\)/g)];
      assert.ok(actions.length > 0);
      for (const [, command = '', argument] of actions) {
        assert.ok(commands.has(command), command);
        if (argument !== undefined) assert.ok(Array.isArray(JSON.parse(decodeURIComponent(argument))));
      }
      for (const event of completionEvents) assert.ok(commands.has(event.replace('onCommand:', '')), event);
    });
    test('its picture has no colour of its own, no script and no address', () => {
      const svg = read(media.svg);
      assert.doesNotMatch(
        svg.replace('xmlns="http://www.w3.org/2000/svg"', ''),
        /https?:|<script|<style|href/,
      );
      for (const [, colour = ''] of svg.matchAll(/(?:fill|stroke)="([^"]+)"/g))
        assert.match(colour, /^(none|var\(--vscode-[\w-]+.*\))$/);
      assert.match(svg, /<title>/);
    });
  });
}

test('every text that the manifest names is there, and none is left over', () => {
  const named = new Set([...JSON.stringify(manifest).matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key));
  assert.deepEqual(
    [...named].filter((key) => !((key as string) in texts)),
    [],
  );
  assert.deepEqual(
    Object.keys(texts).filter((key) => !named.has(key)),
    [],
  );
});
