/** Sentences about hash tables. */
import type { Catalogue } from '../../elf/catalogue.ts';
import { chineseForms as zh } from '../../elf/chinese.ts';
import type * as english from '../english/hashTables.ts';
import { hashTitle } from '../english/hashTables.ts';
import { hex32 } from '../format.ts';
import { chineseConsumers } from './consumers.ts';

const { count } = zh;

function hashConstant(verified: boolean): string {
  return verified ? '哈希值已核对' : '哈希常量有误';
}

function foundThrough(table: 'gnu' | 'sysv' | 'linear' | undefined, bucket: number | undefined): string {
  if (table === undefined) return '';
  const name = table === 'linear' ? '逐个符号' : hashTitle(table);
  return bucket === undefined ? name : `${name}，桶 ${bucket}`;
}

export const chineseHashTables: Catalogue<typeof english> = {
  hashTitle,
  hashCheck: (right) => (right ? '正确' : '错误'),
  hashConstant,
  hashConstants: (verified) => (verified === undefined ? '' : verified ? '正确' : '错误'),
  constantCheck: (constant, right) =>
    constant === right
      ? `${hex32(constant)}：正确`
      : `${hex32(constant)}：错误，名称的哈希值是 ${hex32(right)}`,
  foundThrough,
  hashFoundBy(kind, from) {
    const tag = hashTitle(kind);
    if (from === 'segment') return `PT_DYNAMIC 的 ${tag}`;
    if (from === 'section') return `只有节头指出的动态段的 ${tag}`;
    return `只有节头：动态段没有 ${tag}，运行时无法由此找到该表`;
  },
  hashReadBy: (names) => (names.length === 0 ? '所查的运行时都不读取' : zh.list(names)),
  noBuckets: (table) => `有 ${table}，但它没有哈希桶：用它查找会除以零，或什么也找不到。`,
  endlessChain: '如此循环不止',
  chainCut: (entries) => `只画出前 ${count(entries)} 个条目：链更长，或成环。`,
  chainCountText(length, buckets, atLeast, endless) {
    if (length === 0) return `${count(buckets)} 个空桶`;
    const chains = `${count(buckets)} 个桶各有${atLeast ? '至少' : ''} ${count(length)} 个符号`;
    return atLeast && endless ? `${chains}，或其链成环` : chains;
  },
  bucketKeyText(lookups, constant) {
    const [first] = lookups;
    if (first === undefined) return '';
    const who = chineseConsumers.lookupsLabel(lookups.map((each) => ({ ...each, accepted: true })));
    const hash = constant === undefined ? '' : `（源码中的哈希值 ${hex32(constant)}）`;
    return `${who}${hash}：${chineseConsumers.keyOutcomeWord(first.key.outcome, first.finding)}`;
  },
  usedOf: (used, all) => `${count(used)} / ${count(all)}`,
};
