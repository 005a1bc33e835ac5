/** `--addr`: what lies at addresses, in place of a report. */

import type { PastedAddress } from '../report/facts/parseAddress.ts';
import { partJson } from '../report/output/headerJson.ts';
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
  yield partJson(subject, { addresses: addresses.map((address) => addressJson(subject, address)) });
}
