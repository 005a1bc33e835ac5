/** What a lookup can tell of a kernel's image. */
export interface ImageFacts {
  readonly machine: number;
  readonly class: 32 | 64;
  readonly littleEndian: boolean;
  readonly flags: number;
  /** p_vaddr of its PT_LOAD. */
  readonly base: bigint;
  readonly soname: string;
  readonly tables: 'sysv' | 'gnu' | 'both';
  readonly stack: boolean;
  readonly notes8: boolean;
  readonly sectionSymbol: boolean;
  /** "6.12" */
  readonly release: string;
  readonly functions: readonly FunctionFact[];
}

export interface FunctionFact {
  readonly name: string;
  readonly node: string;
  readonly type: number;
  readonly binding: number;
  /** In bytes. */
  readonly size: number;
}
