/** Archives of our own builder, with whatever their headers are to say. */
export interface ArchiveMember {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export function arOf(members: readonly ArchiveMember[]): Uint8Array<ArrayBuffer> {
  const parts = [Buffer.from('!<arch>\n')];
  for (const { name, bytes } of members) {
    const short = Buffer.byteLength(name) <= 14 && !name.includes('/');
    const long = Buffer.from(name);
    const size = bytes.length + (short ? 0 : long.length);
    const written = short ? `${name}/` : `#1/${long.length}`;
    parts.push(Buffer.concat([Buffer.from(written), Buffer.alloc(16, ' ')]).subarray(0, 16));
    parts.push(
      Buffer.from(
        `${'0'.padEnd(12)}${'0'.padEnd(6)}${'0'.padEnd(6)}${'644'.padEnd(8)}${String(size).padEnd(10)}\`\n`,
      ),
    );
    if (!short) parts.push(long);
    parts.push(Buffer.from(bytes), Buffer.alloc(size % 2, '\n'));
  }
  return own(parts);
}

export interface TarMember extends ArchiveMember {
  /** '0' without it. */
  readonly type?: string;
  /** Its 12 bytes, where they are not to say how many there are. */
  readonly size?: Uint8Array;
}

/** ustar: names of up to 99 bytes. */
export function tarOf(members: readonly TarMember[]): Uint8Array<ArrayBuffer> {
  const parts = members.flatMap(({ name, bytes, type = '0', size }) => {
    const block = Buffer.alloc(512);
    block.write(name, 0, 100);
    block.write('0000644\0', 100);
    block.set(size ?? Buffer.from(`${bytes.length.toString(8).padStart(11, '0')}\0`), 124);
    block.write('        ', 148);
    block.write(type, 156);
    block.write('ustar\u000000', 257);
    const sum = block.reduce((total, byte) => total + byte, 0);
    block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    return [block, Buffer.from(bytes), Buffer.alloc((512 - (bytes.length % 512)) % 512)];
  });
  return own([...parts, Buffer.alloc(1024)]);
}

/** A Debian package that installs these. */
export function debOf(members: readonly TarMember[]): Uint8Array<ArrayBuffer> {
  return arOf([
    { name: 'debian-binary', bytes: Buffer.from('2.0\n') },
    { name: 'data.tar', bytes: tarOf(members) },
  ]);
}

/** newc. */
export function cpioOf(members: readonly ArchiveMember[]): Uint8Array<ArrayBuffer> {
  const parts = [...members, { name: 'TRAILER!!!', bytes: Buffer.alloc(0) }].flatMap(({ name, bytes }) => {
    const text = Buffer.from(`${name}\0`);
    const hex = (value: number) => value.toString(16).padStart(8, '0');
    const numbers = [0, 0o100644, 0, 0, 1, 0, bytes.length, 0, 0, 0, 0, text.length, 0];
    const header = Buffer.from(`070701${numbers.map(hex).join('')}`);
    return [
      header,
      text,
      Buffer.alloc((4 - ((header.length + text.length) % 4)) % 4),
      Buffer.from(bytes),
      Buffer.alloc((4 - (bytes.length % 4)) % 4),
    ];
  });
  return own(parts);
}

/** A lead, a signature of 20 bytes, a header of two tags, and the payload. */
export function rpmOf(payload: Uint8Array): Uint8Array<ArrayBuffer> {
  const lead = Buffer.alloc(96);
  lead.set([0xed, 0xab, 0xee, 0xdb]);
  const header = (entries: number, data: number) => {
    const bytes = Buffer.alloc(16 + 16 * entries + data);
    bytes.set([0x8e, 0xad, 0xe8, 0x01]);
    bytes.writeUInt32BE(entries, 8);
    bytes.writeUInt32BE(data, 12);
    return bytes;
  };
  const signature = header(1, 4);
  return own([
    lead,
    signature,
    Buffer.alloc((8 - ((lead.length + signature.length) % 8)) % 8),
    header(2, 5),
    Buffer.from(payload),
  ]);
}

/** In memory of its own: a Buffer's may be shared. */
function own(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.concat(parts));
}
