/** The tables of an image: hash tables, symbols with their names and versions. */
import * as elf from '../../elf/format/constants.ts';
import { SYM, VERDAUX, VERDEF } from '../../elf/format/layouts.ts';
import { dynamicPart, notePart, writeDefinitions } from './dynamic.ts';
import { gnuTable, inGnuOrder, sysvTable } from './hashTables.ts';
import type { ImageFacts } from './imageFacts.ts';
import { type ImagePart, type Placed, stringPart, strings } from './part.ts';

/** From one function to the next. */
const SPACE = 64;

/** All that is loaded, in the order of the file. */
export function partsOf(facts: ImageFacts, placed: ReadonlyMap<string, Placed>): readonly ImagePart[] {
  const { class: bits, tables } = facts;
  const word = bits / 8;
  const alloc = { align: word, flags: elf.SHF_ALLOC };
  const nodes = [...new Set(facts.functions.map(({ node }) => node))];
  const byName = new Map(facts.functions.map((each) => [each.name, each]));
  const hashed = inGnuOrder([...byName.keys(), ...nodes]);
  const locals = facts.sectionSymbol ? ['', ''] : [''];
  const texts = strings(['', facts.soname, ...hashed]);
  const parts: ImagePart[] = [];
  if (tables !== 'gnu') {
    // The s390 and alpha psABIs give DT_HASH words of 8 bytes in 64-bit files.
    const size = facts.machine === elf.EM_S390 && bits === 64 ? 8 : 4;
    const values = sysvTable([...locals, ...hashed]);
    const write: ImagePart['write'] = (out, at) => out.numbers(at, size, values);
    const head = { name: '.hash', type: elf.SHT_HASH, entsize: size, link: '.dynsym' };
    parts.push({ ...alloc, ...head, size: values.length * size, write });
  }
  if (tables !== 'sysv') {
    const table = gnuTable(hashed, locals.length, bits);
    const size = 16 + table.bloom.length * word + table.words.length * 4;
    const write: ImagePart['write'] = (out, at) => {
      out.numbers(at, 4, table.header);
      out.numbers(at + 16, word, table.bloom);
      out.numbers(at + 16 + table.bloom.length * word, 4, table.words);
    };
    parts.push({ ...alloc, name: '.gnu.hash', type: elf.SHT_GNU_HASH, size, link: '.dynsym', write });
  }
  const symbols: ImagePart = {
    ...alloc,
    name: '.dynsym',
    type: elf.SHT_DYNSYM,
    size: (locals.length + hashed.length) * SYM.size[bits],
    entsize: SYM.size[bits],
    link: '.dynstr',
    info: locals.length,
    write(out, at) {
      const text = placed.get('.text');
      const shndx = [...placed.keys()].indexOf('.text') + 1;
      const start = facts.base + BigInt(text?.at ?? 0);
      if (facts.sectionSymbol)
        out.structure(SYM, at + SYM.size[bits], {
          st_value: start,
          st_info: elf.STT_SECTION,
          st_shndx: shndx,
        });
      for (const [i, name] of hashed.entries()) {
        const known = byName.get(name);
        const place = at + (locals.length + i) * SYM.size[bits];
        const st_name = texts.at.get(name) ?? 0;
        if (known === undefined) {
          out.structure(SYM, place, {
            st_name,
            st_info: (elf.STB_GLOBAL << 4) | elf.STT_OBJECT,
            st_shndx: elf.SHN_ABS,
          });
          continue;
        }
        out.structure(SYM, place, {
          st_name,
          st_value: start + BigInt(i * SPACE),
          st_size: known.size,
          st_info: (known.binding << 4) | known.type,
          st_shndx: shndx,
        });
      }
    },
  };
  const versionOf = (name: string): number => nodes.indexOf(byName.get(name)?.node ?? name) + 2;
  parts.push(
    symbols,
    { ...alloc, name: '.dynstr', type: elf.SHT_STRTAB, ...stringPart(texts), align: 1 },
    {
      ...alloc,
      name: '.gnu.version',
      type: elf.SHT_GNU_VERSYM,
      size: (locals.length + hashed.length) * 2,
      align: 2,
      entsize: 2,
      link: '.dynsym',
      write: (out, at) => out.numbers(at, 2, [...locals.map(() => 0), ...hashed.map(versionOf)]),
    },
    {
      ...alloc,
      name: '.gnu.version_d',
      type: elf.SHT_GNU_VERDEF,
      size: (nodes.length + 1) * (VERDEF.size[bits] + VERDAUX.size[bits]),
      link: '.dynstr',
      info: nodes.length + 1,
      write: (out, at) => writeDefinitions(out, at, bits, [facts.soname, ...nodes], texts),
    },
    dynamicPart(facts, placed, texts, nodes.length + 1),
    notePart(facts),
    {
      name: '.text',
      type: elf.SHT_PROGBITS,
      align: 16,
      flags: elf.SHF_ALLOC | elf.SHF_EXECINSTR,
      size: hashed.length * SPACE,
      write: () => undefined,
    },
  );
  return parts;
}
