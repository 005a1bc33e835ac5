/** What faces ask of this layer. */
import type { Catalogue } from '../../elf/catalogue.ts';
import { abiText, archName } from './abis.ts';
import { reasonSentence } from './outcomes.ts';
import { askerName, consequenceText, consumerName } from './programs.ts';

export const consumersEnglish = {
  reason: reasonSentence,
  archName,
  abi: abiText,
  consumer: consumerName,
  asker: askerName,
  consequence: consequenceText,
  /** A sentence, or the name of a need, as catalog/ has it: that is English, and the key of any other language. */
  fact: (text: string): string => text,
};

export type ConsumerWords = Catalogue<typeof consumersEnglish>;
