/**
 * A display language, without its words: VS Code takes any language that there is a pack for, and shows what the pack
 * leaves out in English. Extensions bring their own words.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Makes a pack known to a server. Pages that ask for the language (a browser does by its `locale`) are in it.
 * @param profile the server's data folder
 * @param language as VS Code names it: "zh-cn"
 */
export async function addLanguagePack(profile: string, language: string): Promise<void> {
  const data = path.join(profile, 'data');
  const words = path.join(data, `empty-${language}.i18n.json`);
  await mkdir(path.join(data, 'User'), { recursive: true });
  await writeFile(words, JSON.stringify({ version: '1.0.0', contents: {} }));
  // Without this file the server takes no language from the browser.
  await writeFile(path.join(data, 'User/argv.json'), '{}');
  const pack = {
    hash: `empty-${language}`,
    label: language,
    translations: { vscode: words },
    // The server asks whose it is before it looks for any extension, and finds none where nobody has it.
    extensions: [{ extensionIdentifier: { id: `test.empty-${language}` }, version: '1.0.0' }],
  };
  await writeFile(path.join(data, 'languagepacks.json'), JSON.stringify({ [language]: pack }));
}
