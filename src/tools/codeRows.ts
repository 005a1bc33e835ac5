/** What the code does, for models that ask for it: followed when they do. */

import type { Json } from '../report/jsonValue.ts';
import {
  type AskedPart,
  askedParts,
  type BudgetedOptions,
  type GivenRows,
} from '../report/output/budgetedJson.ts';
import type { CodeTableId } from '../report/viewModel/tableId.ts';
import type { Session } from '../session/model.ts';

const TABLES: Readonly<Record<AskedPart, CodeTableId>> = { code: 'functions', clocks: 'clockPaths' };
/** Rows of a part: more do not fit an answer. */
const MOST = 1000;

export async function codeRows(
  session: Session,
  { parts = [], filter = '' }: BudgetedOptions,
  signal: AbortSignal | undefined,
): Promise<Partial<Record<AskedPart, GivenRows>>> {
  const asked = askedParts.filter((part) => parts.includes(part));
  if (asked.length === 0) return {};
  await session.code(true, signal);
  const found: Partial<Record<AskedPart, GivenRows>> = {};
  for (const part of asked) {
    const query = { table: TABLES[part], filter, start: 0, count: MOST };
    const { matchCount } = await session.rows({ ...query, count: 0 }, signal);
    const { text } = await session.copy({ ...query, format: 'json' }, signal);
    found[part] = { rows: text === '' ? [] : (JSON.parse(text) as Json[]), total: matchCount };
  }
  return found;
}
