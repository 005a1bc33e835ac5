/** Bits of DT_FLAGS and DT_FLAGS_1 under the names that both peers print. */
const DF: Readonly<Record<string, number>> = {
  ORIGIN: 1,
  SYMBOLIC: 2,
  TEXTREL: 4,
  BIND_NOW: 8,
  STATIC_TLS: 16,
};
const DF_1: Readonly<Record<string, number>> = {
  NOW: 1,
  GLOBAL: 2,
  GROUP: 4,
  NODELETE: 8,
  LOADFLTR: 0x10,
  INITFIRST: 0x20,
  NOOPEN: 0x40,
  ORIGIN: 0x80,
  DIRECT: 0x100,
  INTERPOSE: 0x400,
  NODEFLIB: 0x800,
  PIE: 0x8000000,
};

const DT_PLTREL = 20n;
const DT_FLAGS = 30n;
const DT_FLAGS_1 = 0x6ffffffbn;

/** Value or text of one dynamic entry out of what a peer prints for it; nothing when it prints neither. */
export function dynamicValue(tag: bigint, shown: string): { value?: bigint; text?: string } {
  const text = /^[A-Z][^[]*\[(.*)\]$/.exec(shown)?.[1];
  if (text !== undefined) return { text };
  if (tag === DT_PLTREL && shown === 'RELA') return { value: 7n };
  if (tag === DT_PLTREL && shown === 'REL') return { value: 17n };
  if (tag === DT_FLAGS || tag === DT_FLAGS_1) return flags(shown, tag === DT_FLAGS ? DF : DF_1);
  const number = /^(0x[0-9a-fA-F]+|[0-9]+)( \(bytes\))?$/.exec(shown)?.[1];
  return number === undefined ? {} : { value: BigInt(number) };
}

function flags(shown: string, names: Readonly<Record<string, number>>): { value?: bigint } {
  const words = shown
    .replace(/^Flags:/, '')
    .trim()
    .split(/ +/);
  const bits = words.map((word) => names[word]);
  if (bits.includes(undefined)) return {};
  return { value: BigInt(bits.reduce<number>((all, bit) => all + (bit ?? 0), 0)) };
}
