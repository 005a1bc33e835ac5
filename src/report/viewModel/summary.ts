/**
 * What is said of the whole image. As all of this folder, plain data made of display strings, so that the webview, the
 * terminal and the hovers format nothing themselves. It survives structured clone and JSON.
 */
import type { ChipView, ConsumerView } from './consumers.ts';
import type { FactView, FieldView } from './fields.ts';
import type { HashView } from './hashTables.ts';
import type { MapRegionView } from './memoryMap.ts';
import type { TableView } from './table.ts';
import type { Tone } from './tone.ts';

export interface ImageSummary {
  /**
   * Set on a preview of a large image: why only the symbols are there, in their order in the image. Nothing was
   * checked yet, so that `health` says nothing of problems.
   */
  readonly checking?: string;
  /** The file's name; of an image without a file its soname. */
  readonly title: string;
  /** Set where the image calls itself otherwise than its file is called. */
  readonly soname?: string;
  /** What a reader must know first of where it comes from, one fact each: "live", "x86-64", "Linux 6.18.44". */
  readonly brief: readonly string[];
  /** "live, process 4711 (extension host)" */
  readonly origin: string;
  /** "x86-64 · ELF64 LE · 8.0 KiB" */
  readonly format: string;
  readonly role: 'vdso' | 'elf';
  /** True when consumers were evaluated although the role is elf. */
  readonly asVdso: boolean;
  /** Kernel note, build id, provider, clock source and what it means. */
  readonly facts: readonly FactView[];
  /** Of `facts`, whether this machine's clock source lets clock calls stay in user space. */
  readonly clock?: FactView;
  /** The worst outcome first. */
  readonly chips: readonly ChipView[];
  readonly consumers: readonly ConsumerView[];
  /** That of the dynamic symbols first. */
  readonly tables: readonly TableView[];
  readonly header: readonly FieldView[];
  readonly hashes: readonly HashView[];
  readonly memoryMap: {
    readonly fromLabel: string;
    readonly toLabel: string;
    readonly regions: readonly MapRegionView[];
    /** Set when regions are too many to draw: how many are not. */
    readonly note?: string;
  };
  readonly health: {
    readonly tone: Tone;
    /** In a word or two: "Healthy", "1 error, 2 warnings". */
    readonly short: string;
    /** The whole sentence. */
    readonly text: string;
    readonly errors: number;
    readonly warnings: number;
    readonly notes: number;
  };
  /** Set when a .symtab exists and was not loaded: "184,835 more symbols in .symtab". */
  readonly symtabOffer?: string;
}
