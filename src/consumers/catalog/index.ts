/** Every consumer we know, in the order in which faces show them. */
import type { CatalogConsumer } from '../model.ts';
import { go } from './go.ts';

export const catalog: readonly CatalogConsumer[] = [go];

export function consumerById(id: string): CatalogConsumer | undefined {
  return catalog.find((consumer) => consumer.id === id);
}
