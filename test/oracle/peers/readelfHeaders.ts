import type { Row, Value } from '../../support/view.ts';

const TYPES: Readonly<Record<string, number>> = { NONE: 0, REL: 1, EXEC: 2, DYN: 3, CORE: 4 };

/** `-h`: numbers as readelf prints them; OS/ABI and machine are prose there. */
export function headerRow(text: string): Row {
  const shown = (label: string) => new RegExp(`^  ${label}: +(.*)$`, 'm').exec(text)?.[1]?.trim() ?? '';
  const number = (label: string) => {
    const digits = /^(0x[0-9a-f]+|\d+)/.exec(shown(label))?.[1];
    return digits === undefined ? undefined : BigInt(digits);
  };
  /** `0 (70000)`: as written, and what extended numbering makes of it. */
  const extended = (label: string) => {
    const parts = /^(\d+)(?: \((\d+)\))?/.exec(shown(label));
    return { raw: Number(parts?.[1]), real: Number(parts?.[2] ?? parts?.[1]) };
  };
  const phnum = extended('Number of program headers');
  const shnum = extended('Number of section headers');
  const shstrndx = extended('Section header string table index');
  const type = TYPES[shown('Type').split(' ')[0] ?? ''];
  const row: Record<string, Value> = {
    class: shown('Class') === 'ELF32' ? 32 : 64,
    littleEndian: shown('Data').includes('big endian') ? 0 : 1,
    abiVersion: number('ABI Version'),
    entry: number('Entry point address'),
    phoff: number('Start of program headers'),
    shoff: number('Start of section headers'),
    flags: number('Flags'),
    ehsize: number('Size of this header'),
    phentsize: number('Size of program headers'),
    shentsize: number('Size of section headers'),
    rawPhnum: phnum.raw,
    phnum: phnum.real,
    rawShnum: shnum.raw,
    shnum: shnum.real,
    rawShstrndx: shstrndx.raw,
    shstrndx: shstrndx.real,
  };
  if (type !== undefined) row['type'] = type;
  // Of a header that is cut short it shows only what is there, and of huge offsets nothing that could be read.
  return Object.fromEntries(
    Object.entries(row).filter(([, value]) => value !== undefined && !Number.isNaN(value)),
  );
}

const SEGMENT = new RegExp(
  `^  (\\S.*?) +${Array(5).fill('0x([0-9a-f]+)').join(' ')} ([R ])([W ])([E ]) (0x)?([0-9a-f]+)$`,
);

export function segmentRows(lines: readonly string[] | undefined): Row[] | undefined {
  return lines?.flatMap((line): Row[] => {
    const parts = SEGMENT.exec(line);
    if (parts === null) return [];
    const hex = (at: number) => BigInt(`0x${parts[at] ?? 0}`);
    // Of the flags it shows these three letters only.
    const access = (parts[7] === 'R' ? 4 : 0) + (parts[8] === 'W' ? 2 : 0) + (parts[9] === 'E' ? 1 : 0);
    const [offset, vaddr, paddr, filesz, memsz, align] = [2, 3, 4, 5, 6, 11].map(hex);
    return [{ offset, vaddr, paddr, filesz, memsz, access, align }];
  });
}

const SECTION =
  /^ +\[ *(\d+)\] (.*?) +(SYMTAB SECTION INDICES|[0-9a-f]{8}: <unknown>|\S+) +([0-9a-f]{8,16}) ([0-9a-f]{6,}) ([0-9a-f]{6,}) ([0-9a-f]{2,}) +([A-Za-z]*) +(\d+) +(\d+) +(\d+)$/;

export function sectionRows(lines: readonly string[] | undefined): Row[] | undefined {
  return lines?.flatMap((line): Row[] => {
    const parts = SECTION.exec(line);
    if (parts === null) return [];
    const hex = (at: number) => BigInt(`0x${parts[at] ?? 0}`);
    return [
      {
        index: Number(parts[1]),
        name: parts[2],
        addr: hex(4),
        offset: hex(5),
        size: hex(6),
        entsize: hex(7),
        link: Number(parts[9]),
        info: Number(parts[10]),
        addralign: BigInt(parts[11] ?? 0),
      },
    ];
  });
}
