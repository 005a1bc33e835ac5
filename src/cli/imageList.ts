/** What stands in place of a report for a container that has none of its own: the list of its images. */
import type { Writable } from 'node:stream';
import { shown } from '../elf/bytes/printable.ts';
import type { InnerImage } from '../elf/innerImage.ts';
import { insideWords } from '../report/english/inside.ts';
import { documentText, SCHEMA_VERSION } from '../report/output/headerJson.ts';
import { type Inside, insideHead, insideJson, insideRow } from '../report/output/insideReport.ts';
import { english } from '../session/words.ts';
import { noticeSentence } from '../sources/containers/english.ts';
import { type Container, noImages } from './container.ts';
import { lines, writeAll } from './output.ts';

/** Text as they are found, JSON at the end. Rejects with a Refusal where there are none. */
export async function listImages(
  container: Container,
  format: 'text' | 'json',
  generator: string,
  output: Writable,
): Promise<void> {
  const { path, kind, size } = container;
  const text = format === 'text';
  const images: InnerImage[] = [];
  const notices: string[] = [];
  for await (const found of container.found()) {
    if (found.kind === 'notice') notices.push(noticeSentence(found.notice));
    else {
      const head = images.length === 0 ? [insideWords.heading(shown(path)), insideHead()] : [];
      images.push(found.image);
      // Whoever reads has enough: nobody wants the rest.
      if (text && !(await writeAll(output, lines([...head, insideRow(english, found.image)])))) return;
    }
  }
  if (images.length === 0) throw noImages(container, notices);
  if (text) await writeAll(output, lines([insideWords.end(images.length), ...notices.map(shown)]));
  else {
    const inside = insideJson({ images, notices });
    await writeAll(output, [
      documentText({ schema: SCHEMA_VERSION, generator, container: { kind, path, size }, ...inside }),
    ]);
  }
}

/** All that an ELF file holds, for its own report. */
export async function insideOf(container: Container): Promise<Inside> {
  const images: InnerImage[] = [];
  const notices: string[] = [];
  for await (const found of container.found())
    if (found.kind === 'image') images.push(found.image);
    else notices.push(noticeSentence(found.notice));
  return { images, notices, process: container.dump?.process };
}
