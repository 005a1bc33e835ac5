/** The tabs: what each counts, which table belongs to which, and how its view is made. */
import type { ImageSummary, RevealTarget, TableId } from '../../src/protocol.ts';
import { type Context, type Place, tableOf, type View } from '../context.ts';
import { h } from '../dom.ts';
import { text } from '../english.ts';
import type { TabSpec } from '../tabs.ts';
import { consumersView } from './consumers.ts';
import { hashTablesView } from './hashTables.ts';
import { overviewView } from './overview.ts';
import { structureView } from './structure.ts';
import { symbolsView } from './symbols.ts';
import { tableView } from './tableView.ts';

const makers = {
  overview: overviewView,
  symbols: symbolsView,
  versions: (context: Context) => tableView(context, 'versions'),
  hashes: hashTablesView,
  consumers: consumersView,
  structure: structureView,
  problems: (context: Context) => tableView(context, 'problems'),
} as const;

export type TabId = keyof typeof makers;

const tabIds = Object.keys(makers) as TabId[];

export function isTab(id: string): id is TabId {
  return Object.hasOwn(makers, id);
}

export function makeView(tab: TabId, context: Context): View {
  const { checking } = context.summary;
  return checking === undefined || tab === 'symbols' ? makers[tab](context) : waitingView(checking);
}

/** In the place of what a first glance does not give. */
function waitingView(sentence: string): View {
  return { element: h('div', { class: 'page waiting', role: 'status' }, h('p', {}, sentence)) };
}

export function tabSpecs(summary: ImageSummary): readonly TabSpec[] {
  const count = (id: TableId): number | undefined => tableOf(summary, id)?.rowCount;
  const { errors, warnings } = summary.health;
  if (summary.checking !== undefined) {
    return tabIds.map((id) => ({
      id,
      label: text.tabs[id],
      count: id === 'symbols' ? count('symbols') : undefined,
    }));
  }
  return [
    { id: 'overview', label: text.tabs.overview },
    { id: 'symbols', label: text.tabs.symbols, count: count('symbols') },
    { id: 'versions', label: text.tabs.versions, count: count('versions') },
    { id: 'hashes', label: text.tabs.hashes, count: summary.hashes.length },
    {
      id: 'consumers',
      label: text.tabs.consumers,
      count: summary.consumers.length > 0 ? summary.consumers.length : undefined,
    },
    { id: 'structure', label: text.tabs.structure },
    { id: 'problems', label: text.tabs.problems, count: count('problems'), alarm: errors + warnings > 0 },
  ];
}

const homes: Readonly<Record<TableId, { tab: TabId; part?: string }>> = {
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

export function placeOf(target: RevealTarget): Place {
  return { ...homes[target.table], ...target };
}
