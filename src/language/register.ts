/** The source code face: hovers, diagnostics, hints and the way to the live image. */
import * as vscode from 'vscode';
import { readElf } from '../elf/readElf.ts';
import { displayLanguage } from '../plainText/displayLanguage.ts';
import { sentenceOf } from '../plainText/errors.ts';
import { hover } from '../plainText/hover.ts';
import type { Log } from '../plainText/log.ts';
import { loggable } from '../plainText/loggable.ts';
import { sha256Of } from '../session/clock/keptCode.ts';
import { openLive } from '../sources/liveImage.ts';
import { nodeProcFs } from '../sources/nodeProcFs.ts';
import type { Live } from './answers/hoverContext.ts';
import { hoverText } from './answers/hoverText.ts';
import { LiveLookups } from './answers/liveImage.ts';
import { revealCommand } from './answers/markdown.ts';
import { prepare } from './answers/prepare.ts';
import { provideDiagnostics } from './providers/diagnostics.ts';
import { provideInlayHints } from './providers/inlayHints.ts';
import { goReleaseFor } from './providers/settings.ts';
import { showInLiveImage } from './providers/showInLiveImage.ts';
import { treeReleaseOf, watchTreeReleases } from './providers/treeReleases.ts';
import { subjectIn } from './source/subjectIn.ts';
import { languages } from './syntax/languages.ts';
import { hovers, tellIn, words } from './words.ts';

/** Runs gopls, which says what a name is declared as. */
const goExtension = 'golang.go';

export interface LanguageFace {
  provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.Hover | undefined>;
  showInLiveImage(): Promise<void>;
}

/** Reads the live image at once, so that no hover has to. */
export async function createLanguageFace(context: vscode.ExtensionContext, log: Log): Promise<LanguageFace> {
  await tellIn(displayLanguage);
  const live = readLive(log);
  void live.then(prepare);
  const selector = languages.map((language) => ({ language }));
  const diagnostics = provideDiagnostics(selector);
  const hints = provideInlayHints(selector, live);
  context.subscriptions.push(
    diagnostics,
    hints,
    watchTreeReleases(() => hints.refresh()),
  );
  return {
    async provideHover(document, position, token) {
      const subject = subjectIn(document, position);
      if (!subject) return undefined;
      const { uri, languageId } = document;
      const release = goReleaseFor(uri);
      const [image, tree] = await Promise.all([live, treeReleaseOf(document)]);
      if (token.isCancellationRequested) return undefined;
      const text = hoverText(subject, {
        path: uri.path,
        uri: uri.toString(),
        live: image,
        besideGopls: languageId === 'go' && vscode.extensions.getExtension(goExtension) !== undefined,
        marked: subject.kind === 'number' && diagnostics.isShown(uri, position),
        ...(release !== undefined && { release }),
        ...(tree && { tree }),
      });
      if (text === '') return undefined;
      const range = new vscode.Range(position.line, subject.start, position.line, subject.end);
      return hover(text, range, [revealCommand]);
    },
    showInLiveImage: () => showInLiveImage(live),
  };
}

async function readLive(log: Log): Promise<Live> {
  try {
    const { source, info } = await openLive(nodeProcFs);
    const result = await readElf(source, { symtab: false });
    if (result.kind === 'not-elf') return { kind: 'none', reason: words.elf.problem(result.problem) };
    const { pid, base } = info;
    if (pid === undefined || base === undefined) return { kind: 'none', reason: hovers.noAddress };
    return { kind: 'image', image: new LiveLookups(result.image, pid, base, await sha256Of(source)) };
  } catch (error) {
    log.warn(`Hovers have no live image: ${loggable(error)}`);
    return { kind: 'none', reason: sentenceOf(error) };
  }
}
