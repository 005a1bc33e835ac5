/** The tabs: what each counts, which table belongs to which, and how its view is made. */
import type {
  ElsewhereTarget,
  ImageSummary,
  ImageTableId,
  LinkTarget,
  PlaceTarget,
  RevealTarget,
  TableId,
  TabTarget,
} from '../../src/protocol.ts';
import { type Context, tableWithId, type View } from '../context.ts';
import { h } from '../dom.ts';
import type { PageLocation } from '../place.ts';
import type { TabSpec } from '../tabs.ts';
import { text } from '../text.ts';
import { consumersView } from './consumers.ts';
import { lateView } from './lateView.ts';
import { overviewView } from './overview.ts';
import { structureView } from './structure.ts';
import { symbolsView } from './symbols.ts';
import { tableView } from './tableView.ts';

const makers = {
  overview: overviewView,
  symbols: symbolsView,
  versions: (context: Context) => tableView(context, 'versions'),
  hashes: (context: Context) =>
    lateView(context, async () => (await import('./hashTables.ts')).hashTablesView(context)),
  consumers: consumersView,
  clock: (context: Context) =>
    lateView(context, async () => (await import('./clockParts.ts')).clockParts(context)),
  code: (context: Context) => lateView(context, async () => (await import('./code.ts')).codeTab(context)),
  structure: structureView,
  problems: (context: Context) => tableView(context, 'problems'),
} as const;

export type TabId = keyof typeof makers;

export function isTab(id: string): id is TabId {
  return Object.hasOwn(makers, id);
}

export function makeView(tab: TabId, context: Context): View {
  const { checking } = context.summary;
  if (checking === undefined || tab === 'symbols') return makers[tab](context);
  return { element: h('p', { class: 'page' }, checking) };
}

export function tabSpecs(summary: ImageSummary): readonly TabSpec[] {
  const count = (id: TableId): number | undefined => tableWithId(summary, id)?.rowCount;
  const { tone } = summary.health;
  const counts: Partial<Record<TabId, number | undefined>> = {
    symbols: count('symbols') || count('symtab'),
    versions: count('versions'),
    hashes: summary.checking === undefined ? summary.hashes.length : undefined,
    consumers: summary.consumers.length || undefined,
    problems: count('problems'),
  };
  return Object.keys(makers)
    .filter(isTab)
    .filter((id) => id !== 'clock' || hasClock(summary))
    .map((id) => ({
      id,
      label: text.tabs[id],
      count: counts[id],
      tone: id === 'problems' && tone !== 'good' ? tone : undefined,
    }));
}

/** What a page shows that has shown nothing before: of a program that looks names up itself, what it finds. */
export function firstTab({ role, consumers }: ImageSummary): TabId {
  return role === 'elf' && consumers.some(({ program }) => program) ? 'consumers' : 'symbols';
}

const homes: Readonly<Record<ImageTableId, { tab: TabId; part?: string }>> = {
  symbols: { tab: 'symbols', part: 'symbols' },
  symtab: { tab: 'symbols', part: 'symtab' },
  versions: { tab: 'versions' },
  gnuBuckets: { tab: 'hashes', part: 'gnu/table' },
  gnuBloom: { tab: 'hashes', part: 'gnu/bloomTable' },
  sysvBuckets: { tab: 'hashes', part: 'sysv/table' },
  keys: { tab: 'consumers' },
  segments: { tab: 'structure', part: 'segments' },
  sections: { tab: 'structure', part: 'sections' },
  dynamic: { tab: 'structure', part: 'dynamic' },
  relocations: { tab: 'structure', part: 'relocations' },
  notes: { tab: 'structure', part: 'notes' },
  problems: { tab: 'problems' },
};

/** Of images that processes have: what a file's clock calls cost is a matter of where it is mapped. */
export function hasClock({ clock, role, checking }: ImageSummary): boolean {
  return clock !== undefined && role === 'vdso' && checking === undefined;
}

export function placeOf(target: RevealTarget | TabTarget): PageLocation {
  if ('tab' in target) return target;
  return { ...homes[target.table], ...target };
}

export function isElsewhere(to: LinkTarget): to is ElsewhereTarget {
  return 'image' in to || 'opens' in to;
}

export function placeOfLink(to: PlaceTarget): PageLocation {
  if ('table' in to) return placeOf(to);
  return 'part' in to ? { tab: 'structure', part: to.part } : { tab: 'consumers', consumer: to.consumer };
}
