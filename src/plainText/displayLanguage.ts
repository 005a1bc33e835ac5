import * as vscode from 'vscode';
import { languageOf } from '../elf/language.ts';

/** VS Code's display language, or what stands in for it: one for as long as the process lives. */
export const displayLanguage = languageOf(vscode.env.language);
