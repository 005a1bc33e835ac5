/** `--byte`: what bytes of the file belong to, in place of a report. */
import { partJson } from '../report/output/headerJson.ts';
import type { Subject } from '../report/subject.ts';
import { bytePlaceJson, bytePlaceView } from '../report/views/fieldsView.ts';

export function* bytesText(subject: Subject, offsets: readonly number[]): Generator<string> {
  for (const at of offsets) {
    const { offset, fields, note } = bytePlaceView(subject, at);
    yield `${offset}${note === undefined ? '' : `  ${note}`}\n`;
    for (const { text, bytes } of fields) yield `  ${text}  ${bytes}\n`;
  }
}

export function* bytesJson(subject: Subject, offsets: readonly number[]): Generator<string> {
  yield partJson(subject, { bytes: offsets.map((offset) => bytePlaceJson(subject, offset)) });
}
