/** `--addr`: what lies at addresses, in place of a report. */

import type { PastedAddress } from '../report/facts/parseAddress.ts';
import { shownJson } from '../report/format.ts';
import { originJson } from '../report/output/headerJson.ts';
import type { Subject } from '../report/subject.ts';
import { addressJson, addressView } from '../report/views/addressView.ts';

export function* addressText(subject: Subject, addresses: readonly PastedAddress[]): Generator<string> {
  for (const address of addresses) {
    const { address: shown, title, notes } = addressView(subject, address);
    yield `${shown}  ${title}\n`;
    for (const note of notes) yield `  ${note}\n`;
  }
}

export function* addressesJson(subject: Subject, addresses: readonly PastedAddress[]): Generator<string> {
  const found = addresses.map((address) => addressJson(subject, address));
  yield shownJson(`${JSON.stringify({ ...originJson(subject), addresses: found }, undefined, 2)}\n`);
}
