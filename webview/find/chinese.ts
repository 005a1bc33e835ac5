/** Words of the filter of what is shown, in Chinese. */
import { type Catalogue, count } from '../../src/protocol.ts';
import type { findEnglish } from './english.ts';

export const findChinese: Catalogue<typeof findEnglish> = {
  label: '筛选此处显示的内容',
  hint: '筛选此处显示的内容：词',
  found: (found, of) => `${count(of)} 项中的 ${count(found)} 项`,
};
