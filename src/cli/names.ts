/** `--why`: what is known of names, in place of a report. */

import { shownJson } from '../report/format.ts';
import { originJson } from '../report/output/headerJson.ts';
import { nameJson, nameText } from '../report/output/nameReport.ts';
import type { Subject } from '../report/subject.ts';

export function* namesText(subject: Subject, names: readonly string[]): Generator<string> {
  for (const name of names) for (const line of nameText(subject, name)) yield `${line}\n`;
}

export function* namesJson(subject: Subject, names: readonly string[]): Generator<string> {
  const found = names.flatMap((name) => nameJson(subject, name));
  yield shownJson(`${JSON.stringify({ ...originJson(subject), names: found }, undefined, 2)}\n`);
}
