/** Core dumps of our own builder: notes as Linux writes them (fs/binfmt_elf.c), and memory at the addresses it is to have. */
export interface CoreShape {
  readonly class: 32 | 64;
  readonly littleEndian: boolean;
  /** e_machine */
  readonly machine: number;
}

export interface DumpedMemory {
  readonly address: bigint;
  readonly bytes?: Uint8Array;
  /** p_filesz, where it is not what `bytes` has. */
  readonly filesz?: bigint;
  readonly memsz?: bigint;
  /** PF_R | PF_W | PF_X */
  readonly flags?: number;
}

export interface CoreDescription extends CoreShape {
  readonly memory: readonly DumpedMemory[];
  readonly auxv?: readonly (readonly [tag: number, value: bigint])[];
  readonly files?: readonly {
    readonly start: bigint;
    readonly end: bigint;
    /** In pages. */
    readonly page: bigint;
    readonly name: string;
  }[];
  /** NT_FILE's count, where it is not that of `files`. */
  readonly fileCount?: bigint;
  readonly process?: { readonly pid: number; readonly name: string; readonly commandLine: string };
  /** e_type; ET_CORE without it. */
  readonly type?: number;
}

/** Process 4711 on x86-64, which runs /usr/bin/program and has this image as its vDSO. */
export function programCore(image: Uint8Array, base: bigint): Uint8Array<ArrayBuffer> {
  return buildCore({
    class: 64,
    littleEndian: true,
    machine: 62,
    auxv: [[33, base]],
    memory: [{ address: base, bytes: image, flags: 5 }],
    files: [{ start: 0x40_0000n, end: 0x40_1000n, page: 2n, name: '/usr/bin/program' }],
    process: { pid: 4711, name: 'program', commandLine: 'program --option' },
  });
}

const utf8 = new TextEncoder();
const PAGE = 4096;
const roundUp = (value: number, align: number) => Math.ceil(value / align) * align;

export function buildCore(core: CoreDescription): Uint8Array<ArrayBuffer> {
  const words = new Words(core);
  const notes = words.notes(core);
  const count = core.memory.length + 1;
  const phoff = words.wide ? 64 : 52;
  const entry = words.wide ? 56 : 32;
  const notesAt = phoff + count * entry;
  let end = roundUp(notesAt + notes.length, PAGE);
  const places = core.memory.map(({ bytes }) => {
    const at = end;
    end = roundUp(end + (bytes?.length ?? 0), PAGE);
    return at;
  });
  const file = new Uint8Array(end);
  file.set(words.header(core, phoff, count));
  file.set(words.programHeader(4, 0, notesAt, 0n, BigInt(notes.length), 0n), phoff);
  file.set(notes, notesAt);
  core.memory.forEach(({ address, bytes, filesz, memsz, flags = 4 }, index) => {
    const at = places[index] ?? 0;
    const length = BigInt(bytes?.length ?? 0);
    const header = words.programHeader(1, flags, at, address, filesz ?? length, memsz ?? filesz ?? length);
    file.set(header, phoff + (index + 1) * entry);
    if (bytes !== undefined) file.set(bytes, at);
  });
  return file;
}

/** Numbers of one class and byte order. */
class Words {
  readonly wide: boolean;
  readonly #little: boolean;

  constructor({ class: elfClass, littleEndian }: CoreShape) {
    this.wide = elfClass === 64;
    this.#little = littleEndian;
  }

  number(bytes: number, value: number | bigint): Uint8Array {
    const view = new DataView(new ArrayBuffer(8));
    if (bytes === 8) view.setBigUint64(0, BigInt(value), this.#little);
    else if (bytes === 4) view.setUint32(0, Number(value), this.#little);
    else view.setUint16(0, Number(value), this.#little);
    return new Uint8Array(view.buffer, 0, bytes);
  }

  word(value: number | bigint): Uint8Array {
    return this.number(this.wide ? 8 : 4, value);
  }

  header({ machine, type = 4 }: CoreDescription, phoff: number, count: number): Uint8Array {
    const ident = [0x7f, 0x45, 0x4c, 0x46, this.wide ? 2 : 1, this.#little ? 1 : 2, 1, 0];
    const half = (value: number) => this.number(2, value);
    return joined(
      Uint8Array.from([...ident, 0, 0, 0, 0, 0, 0, 0, 0]),
      half(type),
      half(machine),
      this.number(4, 1),
      this.word(0),
      this.word(phoff),
      this.word(0),
      this.number(4, 0),
      half(phoff),
      half(this.wide ? 56 : 32),
      half(count),
      half(0),
      half(0),
      half(0),
    );
  }

  programHeader(
    type: number,
    flags: number,
    offset: number,
    address: bigint,
    filesz: bigint,
    memsz: bigint,
  ): Uint8Array {
    const places = [offset, address, 0, filesz, memsz].map((value) => this.word(value));
    const [kind, allowed, align] = [this.number(4, type), this.number(4, flags), this.word(0)];
    return this.wide ? joined(kind, allowed, ...places, align) : joined(kind, ...places, allowed, align);
  }

  notes({ auxv, files, fileCount, process }: CoreDescription): Uint8Array {
    return joined(
      this.#note(1, new Uint8Array(this.wide ? 336 : 144)),
      process === undefined ? empty : this.#note(3, this.#process(process)),
      auxv === undefined
        ? empty
        : this.#note(6, joined(...[...auxv, [0, 0n] as const].flat().map((value) => this.word(value)))),
      files === undefined
        ? empty
        : this.#note(
            0x46494c45,
            joined(
              this.word(fileCount ?? files.length),
              this.word(PAGE),
              ...files.flatMap(({ start, end, page }) => [start, end, page].map((value) => this.word(value))),
              ...files.map(({ name }) => utf8.encode(`${name}\0`)),
            ),
          ),
    );
  }

  #process({ pid, name, commandLine }: NonNullable<CoreDescription['process']>): Uint8Array {
    // 64 bits: 4 characters, 4 bytes of padding, flags, uid, gid; 32 bits as on i386, whose ids have 16 bits.
    const front = new Uint8Array(this.wide ? 24 : 12).fill(1);
    const ids = [pid, 1, pid, pid].map((value) => this.number(4, value));
    return joined(front, ...ids, filled(name, 16), filled(commandLine, 80));
  }

  #note(type: number, description: Uint8Array): Uint8Array {
    return joined(
      this.number(4, 5),
      this.number(4, description.length),
      this.number(4, type),
      filled('CORE', 8),
      filledTo4(description),
    );
  }
}

const empty = new Uint8Array(0);

function filled(text: string, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  bytes.set(utf8.encode(text).subarray(0, length));
  return bytes;
}

function filledTo4(bytes: Uint8Array): Uint8Array {
  return joined(bytes, new Uint8Array(roundUp(bytes.length, 4) - bytes.length));
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}
