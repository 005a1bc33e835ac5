/** What a byte of the file belongs to, as faces show it. */
import { quoted } from '../../elf/bytes/printable.ts';
import { type FieldPlace, fieldsAt } from '../facts/fieldAt.ts';
import { hex, repeated, shown } from '../format.ts';
import type { Json } from '../jsonValue.ts';
import type { Subject } from '../subject.ts';
import type { BytePlaceView } from '../viewModel/bytes.ts';

export function bytePlaceView(subject: Subject, offset: number): BytePlaceView {
  const { image, words } = subject;
  const { bytes: say, range } = words.report;
  const places = offset < image.size ? fieldsAt(image, offset) : [];
  return {
    offset: hex(offset),
    fields: places.map((place) => ({
      text: placeText(subject, place),
      bytes: range(place.offset, place.length),
      offset: place.offset,
      length: place.length,
      ...(place.row === undefined ? {} : { row: place.row }),
    })),
    ...(places.length > 0 ? {} : { note: offset < image.size ? say.nothing : say.outside }),
  };
}

function placeText({ image, words }: Subject, { field, of, row, text }: FieldPlace): string {
  const { elf, report } = words;
  const say = report.bytes;
  if (typeof of === 'object' && 'part' in of)
    return say.part(of.part, of.index, of.table === undefined ? undefined : elf.structure(of.table));
  const record = say.named(elf.structure(of), row === undefined ? '' : nameOf(image, row));
  if (text !== undefined) return say.text(quoted(text), record);
  return field === undefined ? record : say.fieldOf(field, record);
}

function nameOf(image: Subject['image'], { table, index }: NonNullable<FieldPlace['row']>): string {
  const name =
    table === 'symbols' || table === 'symtab'
      ? image[table]?.name(index)
      : table === 'sections'
        ? image.sections.at(index)?.name
        : undefined;
  return shown(repeated(name ?? ''));
}

/** As in the terminal's JSON; `$defs/byte` of docs/report.schema.json. */
export function bytePlaceJson(subject: Subject, offset: number): Json {
  const { fields, note } = bytePlaceView(subject, offset);
  return {
    offset: hex(offset),
    fields: fields.map((each) => ({
      text: each.text,
      offset: hex(each.offset),
      length: each.length,
      ...(each.row === undefined ? {} : each.row),
    })),
    note,
  };
}
