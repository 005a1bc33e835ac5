/** `--addr`: what lies at addresses, in place of a report. */
import { addressJson, addressView } from '../report/addressView.ts';
import { shownJson } from '../report/format.ts';
import { sourceJson } from '../report/headerJson.ts';
import { SCHEMA_VERSION } from '../report/json.ts';
import type { PastedAddress } from '../report/parseAddress.ts';
import type { Subject } from '../report/subject.ts';

export function* addressText(subject: Subject, addresses: readonly PastedAddress[]): Generator<string> {
  for (const address of addresses) {
    const { address: shown, title, notes } = addressView(subject, address);
    yield `${shown}  ${title}\n`;
    for (const note of notes) yield `  ${note}\n`;
  }
}

export function* addressesJson(subject: Subject, addresses: readonly PastedAddress[]): Generator<string> {
  const head = { schema: SCHEMA_VERSION, generator: subject.generator, source: sourceJson(subject) };
  const found = addresses.map((address) => addressJson(subject, address));
  yield shownJson(`${JSON.stringify({ ...head, addresses: found }, undefined, 2)}\n`);
}
