/** `--addr`: what lies at addresses, in place of a report. */

import type { PastedAddress } from '../report/facts/parseAddress.ts';
import { partJson } from '../report/output/headerJson.ts';
import type { Subject } from '../report/subject.ts';
import { addressJson, addressView } from '../report/views/addressView.ts';
import { resolveInProcess } from '../session/program/resolveInProcess.ts';

export async function addressesWritten(
  subject: Subject,
  addresses: readonly PastedAddress[],
  format: 'text' | 'json',
): Promise<readonly string[]> {
  const found = [];
  for (const address of addresses)
    found.push({ address, resolution: await resolveInProcess(subject, address) });
  if (format === 'json') {
    const json = found.map(({ address, resolution }) => addressJson(subject, address, resolution));
    return [partJson(subject, { addresses: json })];
  }
  return found.flatMap(({ address, resolution }) => {
    const { address: shown, title, notes } = addressView(subject, address, resolution);
    return [`${shown}  ${title}\n`, ...notes.map((note) => `  ${note}\n`)];
  });
}
