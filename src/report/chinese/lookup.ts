/** Sentences about a name that somebody looks up, in Chinese. */
import type { Catalogue } from '../../elf/catalogue.ts';
import { chineseForms as zh } from '../../elf/chinese.ts';
import { nameLookupWords } from '../english/lookup.ts';
import { hex32 } from '../format.ts';

export const chineseNameLookup: Catalogue<typeof nameLookupWords> = {
  hashes: (sysv, gnu) => `SysV 哈希值 ${hex32(sysv)}，GNU 哈希值 ${hex32(gnu)}`,
  sysvHash: ['SysV 哈希', 'DT_HASH 和版本定义所用的名称哈希值。'],
  gnuHash: ['GNU 哈希', 'DT_GNU_HASH 所用的名称哈希值。'],
  table: nameLookupWords.table,
  noBuckets: '没有哈希桶，因此什么也找不到',
  bucket(bucket, count, chain, more) {
    const where = `桶 ${bucket}（共 ${zh.count(count)} 个桶）`;
    if (chain.length === 0) return `${where}，该桶为空`;
    return `${where}，含 ${zh.list(more ? [...chain, '…'] : chain)}`;
  },
  chainEntry: nameLookupWords.chainEntry,
  bloom: (inBloom) => (inBloom ? '布隆过滤器放行' : '被布隆过滤器排除'),
  notThere: '此映像的动态符号中没有这个名称。',
  notFound: '没有找到',
  stops: (step) => `查找到此为止：${step}`,
  notItsOwn: (consumer) => `${consumer} 自己并不查找这个名称：这里是它若查找会得到的结果。`,
  versionIgnored: (consumer) => `${consumer} 不比较版本。`,
  looksNothingUp: (consumer) => `${consumer} 不查找任何名称：它对映像另有要求。`,
  nobodyLooks: '这不是 vDSO 映像，没有运行时在其中查找。请用 --consumer 指定一个，看它会找到什么。',
};
