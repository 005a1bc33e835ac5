/** The Chinese catalogue of this layer, beside english/. */
import type { ConsumerWords } from '../english/catalogue.ts';
import { chineseAbi, chineseArch } from './abis.ts';
import { chineseFact } from './facts.ts';
import { chineseReason } from './outcomes.ts';
import { chineseAsker, chineseConsequence, chineseConsumer } from './programs.ts';

export const consumersChinese: ConsumerWords = {
  reason: chineseReason,
  archName: chineseArch,
  abi: chineseAbi,
  consumer: chineseConsumer,
  asker: chineseAsker,
  consequence: chineseConsequence,
  fact: chineseFact,
};
