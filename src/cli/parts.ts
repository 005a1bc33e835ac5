/** What was asked of an image in place of its report: one of them at a time (INSTEAD in options.ts). */
import type { Writable } from 'node:stream';
import type { ByteSource } from '../elf/imageSource.ts';
import type { Report } from '../report/report.ts';
import { addressesWritten } from './addresses.ts';
import { bytesJson, bytesText } from './bytes.ts';
import type { Inspect } from './command.ts';
import { lookupsJson, lookupsText } from './lookups.ts';
import { namesJson, namesText } from './names.ts';
import { writeAll } from './output.ts';
import { stringsWritten } from './strings.ts';

/** Rejects with a sentence for what the image does not have. */
export async function writePart(
  command: Inspect,
  report: Report,
  source: ByteSource,
  output: Writable,
): Promise<void> {
  // Loaded when asked for: it is more than all the rest.
  if (command.disassemble.length > 0) {
    const { disassembled } = await import('./disassemble.ts');
    return disassembled(command, report.subject, source, output);
  }
  await writeAll(output, await partWritten(command, report, source));
}

async function partWritten(
  command: Inspect,
  report: Report,
  source: ByteSource,
): Promise<Iterable<string | Uint8Array>> {
  const { subject } = report;
  const { addresses, names, lookups, bytes, strings } = command;
  const format = command.format === 'json' ? 'json' : 'text';
  if (addresses.length > 0) return addressesWritten(subject, addresses, format);
  if (strings.length > 0) return stringsWritten(report, source, strings, format);
  const json = format === 'json';
  if (lookups.length > 0) return (json ? lookupsJson : lookupsText)(subject, command);
  if (bytes.length > 0) return (json ? bytesJson : bytesText)(subject, bytes);
  return (json ? namesJson : namesText)(subject, names);
}
