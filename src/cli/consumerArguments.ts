/** Who is asked. */
import { allConsumers, catalog, looksNamesUp, wholeImageConsumers } from '../consumers/catalog/index.ts';
import type { Selection } from '../consumers/model.ts';
import { parseNamed, type Requirement } from '../consumers/verdict/requirements.ts';
import type { Values } from './parsedOptions.ts';
import { UsageError } from './refusal.ts';

/** @param everybody when nobody is named */
export function selectedConsumers({ go, consumer }: Values, everybody: typeof catalog): Selection {
  const wanted = [...(go === undefined ? [] : [`go@${go}`]), ...(consumer ?? [])];
  if (wanted.length === 0) return everybody.map(({ id }) => ({ id }));
  return wanted.map((text) => {
    const [id = '', ...release] = text.split('@');
    knownConsumer(id);
    const named = parseNamed(text);
    if (named === undefined) throw new UsageError('badRelease', { text: release.join('@') });
    return named;
  });
}

/** Consumers that look names up. */
export function searching(values: Values): Selection {
  const selection = selectedConsumers(values, catalog.filter(looksNamesUp));
  const other = selection.find(({ id }) => !catalog.some((each) => each.id === id && looksNamesUp(each)));
  if (other !== undefined) throw new UsageError('looksNothingUp', { id: other.id });
  return selection;
}

/** Who is asked although nobody requires it: who is named, and everybody where nothing is required. */
export function wantedBeside(required: readonly Requirement[], values: Values): Selection {
  return required.length > 0 && (values.go ?? values.consumer) === undefined
    ? []
    : selectedConsumers(values, allConsumers);
}

/** What is recorded of kernels are names, and nothing of what else their images have. */
export function namesOnly(selection: Selection): Selection {
  const other = selection.find(({ id }) => wholeImageConsumers.some((each) => each.id === id));
  if (other !== undefined) throw new UsageError('noNames', { id: other.id });
  return selection;
}

export function knownConsumer(id: string): void {
  const known = allConsumers.map((each) => each.id);
  if (!known.includes(id)) throw new UsageError('unknownConsumer', { id, known });
}
