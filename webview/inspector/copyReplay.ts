/** A lookup on the clipboard: as Markdown, for a report of a fault, and as the command that shows it in a terminal. */
import { escapedMarkup, type ReplayView } from '../../src/protocol.ts';
import type { InspectorApi } from '../context.ts';
import { h } from '../dom.ts';
import { messageOf } from '../host.ts';
import { text } from '../text.ts';
import { linkButton } from '../widgets.ts';

const marks = { pass: '✓', fail: '✗', info: '·' } as const;

/** @param about what the image is */
function replayMarkdown({ title, why, steps, command }: ReplayView, about: string): string {
  const lines = [
    `**${escapedMarkup(title)}**`,
    '',
    ...(about === '' ? [] : [escapedMarkup(about), '']),
    ...(why === '' ? [] : [escapedMarkup(why), '']),
    ...steps.map((step, at) => `${at + 1}. ${marks[step.result]} ${escapedMarkup(step.text)}`),
    // One line that begins with a word: nothing in it ends the block.
    ...(command === undefined ? [] : ['', '```sh', command, '```']),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

/** Buttons that copy it, and a word on how that went. */
export function copyLinks(inspector: InspectorApi, replay: ReplayView): readonly HTMLElement[] {
  const { command } = replay;
  const said = h('span', { class: 'note', role: 'status' });
  const copy = (what: string): void => {
    inspector.copy(what).then(
      () => said.replaceChildren(text.copied),
      (error: unknown) => said.replaceChildren(text.copyFailed(messageOf(error))),
    );
  };
  return [
    linkButton(text.copyReplay, () => copy(replayMarkdown(replay, inspector.about()))),
    ...(command === undefined ? [] : [linkButton(text.copyCommand, () => copy(command))]),
    said,
  ];
}
