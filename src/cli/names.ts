/** `--why`: what is known of names, in place of a report. */

import { partJson } from '../report/output/headerJson.ts';
import { nameJson, nameText } from '../report/output/nameReport.ts';
import type { Subject } from '../report/subject.ts';
import { lines } from './output.ts';

export function* namesText(subject: Subject, names: readonly string[]): Generator<string> {
  for (const name of names) yield* lines(nameText(subject, name));
}

export function* namesJson(subject: Subject, names: readonly string[]): Generator<string> {
  yield partJson(subject, { names: names.flatMap((name) => nameJson(subject, name)) });
}
