/** A comparison as faces show it: part by part, each change a sentence with its kind. */
import { shown } from '../format.ts';
import { headerAbiText, type Words } from '../words.ts';
import { changeText } from './changeText.ts';
import type { ComparedImage } from './comparedImage.ts';
import {
  type ChangeKind,
  COMPARED_PARTS,
  type ComparedPart,
  type Comparison,
  worstKind,
} from './comparison.ts';

export interface ComparisonView {
  readonly title: string;
  readonly from: ComparedSide;
  readonly to: ComparedSide;
  /** Of all changes that are not expected, in a line; that there is none, where there is none. */
  readonly summary: string;
  /** The worst of them; absent where the images are alike. */
  readonly kind?: ChangeKind;
  /** Those that have changes, in the order of what matters. */
  readonly parts: readonly ComparedPartView[];
  /** What was not compared: sentences. */
  readonly notes: readonly string[];
}

export interface ComparedSide {
  readonly label: string;
  /** Kernel, architecture, size, build id: as far as they are known. */
  readonly facts: string;
}

export interface ComparedPartView {
  readonly part: ComparedPart;
  readonly title: string;
  readonly changes: readonly ChangeView[];
}

export interface ChangeView {
  readonly kind: ChangeKind;
  /** "breaking", "expected" */
  readonly kindText: string;
  readonly expected: boolean;
  readonly text: string;
}

export function comparisonView(words: Words, comparison: Comparison): ComparisonView {
  const { comparison: say } = words.report;
  const { from, to, changes, notCompared } = comparison;
  const alike = words.elf.label(from.label) === words.elf.label(to.label);
  const sides = [sideOf(words, from, alike), sideOf(words, to, alike)] as const;
  const kind = worstKind(changes);
  return {
    title: say.title(sides[0].label, sides[1].label),
    from: sides[0],
    to: sides[1],
    summary: summaryOf(words, comparison),
    ...(kind === undefined ? {} : { kind }),
    parts: COMPARED_PARTS.flatMap((part) => {
      const own = changes.filter((each) => each.part === part);
      const views = own.map((each) => ({
        kind: each.kind,
        kindText: each.expected === undefined ? say.kinds[each.kind] : say.expected,
        expected: each.expected !== undefined,
        text: changeText(words, each),
      }));
      return views.length === 0 ? [] : [{ part, title: say.parts[part], changes: views }];
    }),
    notes: notCompared.map(({ part, why }) => say.notCompared[why](say.parts[part])),
  };
}

function summaryOf({ report }: Words, { changes }: Comparison): string {
  const { comparison: say } = report;
  const counted = changes.filter(({ expected }) => expected === undefined);
  if (counted.length === 0) return changes.length === 0 ? say.alike : say.expectedOnly;
  const kinds: readonly ChangeKind[] = ['breaking', 'visible', 'harmless'];
  const counts = kinds.map(
    (kind) => [say.kinds[kind], counted.filter((each) => each.kind === kind).length] as const,
  );
  return say.summary(counts.filter(([, of]) => of > 0));
}

/** @param alike both are called alike: where they lie tells them apart */
function sideOf(words: Words, image: ComparedImage, alike: boolean): ComparedSide {
  const { kernel, buildId, header, size } = image;
  const facts = [
    ...(kernel === undefined ? [] : [`Linux ${shown(kernel)}`]),
    headerAbiText(words, header),
    words.elf.byteSize(size),
    // Of a saved report it is any text.
    ...(buildId === undefined
      ? []
      : [shown(words.report.noteText({ meaning: { kind: 'build-id', id: buildId } }))]),
  ];
  const label = alike && image.path !== undefined ? shown(image.path) : words.elf.label(image.label);
  return { label, facts: facts.join(' · ') };
}
