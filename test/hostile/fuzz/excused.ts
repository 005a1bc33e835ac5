/**
 * Files of src/ that the fuzzer does not reach, or of which it reaches less than half, each with the reason.
 * test/hostile/coverage.test.ts holds the first list against what the rooms load; `npm run fuzz:coverage` the second
 * against what was counted.
 */

const WITHIN_VSCODE = 'runs only within VS Code; test/vscode and test/e2e use it there';

export const unreached: Readonly<Record<string, string>> = {
  'src/editor/commands.ts': WITHIN_VSCODE,
  'src/editor/failure.ts': WITHIN_VSCODE,
  'src/editor/imageDocument.ts': WITHIN_VSCODE,
  'src/editor/imageView.ts': WITHIN_VSCODE,
  'src/editor/openDocuments.ts': WITHIN_VSCODE,
  'src/editor/openImage.ts': WITHIN_VSCODE,
  'src/editor/processPicker.ts': WITHIN_VSCODE,
  'src/editor/register.ts': WITHIN_VSCODE,
  'src/editor/resolveAddress.ts': WITHIN_VSCODE,
  'src/editor/saveFile.ts': WITHIN_VSCODE,
  'src/editor/vdsoFileSystem.ts': WITHIN_VSCODE,
  'src/editor/watchFile.ts': WITHIN_VSCODE,
  'src/extension.ts': WITHIN_VSCODE,
  'src/language/diagnostics.ts': WITHIN_VSCODE,
  'src/language/entry.ts': WITHIN_VSCODE,
  'src/language/inlayHints.ts': WITHIN_VSCODE,
  'src/language/register.ts': WITHIN_VSCODE,
  'src/language/settings.ts': WITHIN_VSCODE,
  'src/language/showInLiveImage.ts': WITHIN_VSCODE,
  'src/tools/register.ts': WITHIN_VSCODE,
  'src/plainText/commands.ts': WITHIN_VSCODE,
  'src/plainText/errors.ts': WITHIN_VSCODE,
  'src/plainText/hover.ts': WITHIN_VSCODE,
  'src/plainText/inputs.ts': WITHIN_VSCODE,
  'src/plainText/log.ts': WITHIN_VSCODE,
  'src/plainText/marks.ts': WITHIN_VSCODE,
  'src/plainText/messages.ts': WITHIN_VSCODE,
  'src/plainText/tools.ts': WITHIN_VSCODE,
};

/** Loaded, and for the most part not run. */
export const barely: Readonly<Record<string, string>> = {
  'src/cli/interruption.ts': 'needs signals in the middle of writing; test/unit/cli/dump.test.ts sends them',
  'src/session/worker.ts':
    'its threads are ended from outside, and V8 does not count those; the worker room asks it all',
};
