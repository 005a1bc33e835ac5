/** From a name in a source to its row in the live image. */
import * as vscode from 'vscode';
import { inform } from '../../plainText/messages.ts';
import { answererFor } from '../answers/answerer.ts';
import type { Live } from '../answers/hoverContext.ts';
import type { LiveLookups } from '../answers/liveImage.ts';
import { revealCommand } from '../answers/markdown.ts';
import { type HoverTarget, isVersion, nameOf } from '../source/subject.ts';
import { subjectIn } from '../source/subjectIn.ts';
import { show as showWords } from '../words.ts';
import { goReleaseIn } from './treeReleases.ts';

type Target = { readonly table: 'symbols' | 'versions'; readonly name: string };

/** Opens the live image at what stands at the cursor, and says so when it has no such row. */
export async function showInLiveImage(live: Promise<Live>): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const subject = editor && subjectIn(editor.document, editor.selection.active);
  if (!subject) {
    void inform(showWords.nothing);
    return;
  }
  const { arch } = subject.where;
  const known = await live;
  const answerer = answererFor(known, arch);
  const image = answerer.kind === 'live' ? answerer.image : undefined;
  const targets = image ? targetsOf(subject, image, await goReleaseIn(editor.document)) : [];
  const target = targets.find((each) => isThere(each, image));
  // Without any image the editor says why there is none.
  if (target || known.kind === 'none' || (image && targets.length === 0)) {
    await vscode.commands.executeCommand(revealCommand, target);
    return;
  }
  const name = targets[0]?.name ?? nameOf(subject);
  const sentence = image || !arch ? showWords.absent(name) : showWords.foreign(name, arch.name);
  const chosen = await inform(sentence, showWords.open);
  if (chosen !== undefined) await vscode.commands.executeCommand(revealCommand);
}

/** The rows a name stands for; none where it stands for the whole image. */
function targetsOf(subject: HoverTarget, image: LiveLookups, release: string | undefined): readonly Target[] {
  const name = nameOf(subject);
  const symbols = (names: readonly string[]) =>
    names.map((each) => ({ table: 'symbols', name: each }) as const);
  if (isVersion(subject)) return [{ table: 'versions', name }];
  if (subject.kind === 'term') {
    return symbols(
      subject.keys.flatMap(({ consumer, key }) =>
        (image.finding(consumer.id)?.keys ?? [])
          .filter(({ variable }) => variable === key.variable)
          .map(({ symbol }) => symbol),
      ),
    );
  }
  if (subject.kind !== 'name') return symbols([name]);
  const finding = image.lookUp(subject.literals, release);
  if (name === 'vdsoLinuxVersion' && finding.version)
    return [{ table: 'versions', name: finding.version.name }];
  return symbols(finding.keys.filter(({ variable }) => variable === name).map(({ symbol }) => symbol));
}

function isThere({ table, name }: Target, image: LiveLookups | undefined): boolean {
  return table === 'versions' ? image?.versionIndex(name) !== undefined : image?.symbol(name) !== undefined;
}
