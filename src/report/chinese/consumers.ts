/** What came of consumers and their keys, and what they are called. */
import { chineseAsker, chineseConsumer } from '../../consumers/chinese/programs.ts';
import type { ConsumerFinding, Outcome } from '../../consumers/model.ts';
import type { Catalogue } from '../../elf/catalogue.ts';
import { chineseForms as zh } from '../../elf/chinese.ts';
import type * as english from '../english/consumers.ts';
import { wantedText } from '../english/consumers.ts';
import { type Lookup, lookupLabels } from '../facts/lookups.ts';
import { shown } from '../format.ts';

const { count } = zh;

const outcomes: Readonly<Record<Outcome, string>> = {
  found: '找到',
  partial: '部分找到',
  fallback: '回退',
  refuses: '拒绝',
  crash: '会崩溃',
  hang: '会卡死',
  unknown: '无法判断',
  'not-applicable': '不适用',
  'not-in-catalogue': '目录中没有',
};

/** Of those who take the whole image, and of their needs. */
const ofNeeds: Readonly<Partial<Record<Outcome, string>>> = {
  found: '满足',
  partial: '部分满足',
  fallback: '未满足',
};

function outcomeWord(outcome: Outcome, { wholeImage }: Pick<ConsumerFinding, 'wholeImage'>): string {
  return (wholeImage === undefined ? undefined : ofNeeds[outcome]) ?? outcomes[outcome];
}

/** Of a key: what is not missed is no verdict on a port. */
function keyOutcome(outcome: Outcome, finding: Pick<ConsumerFinding, 'wholeImage'>): string {
  return outcome === 'not-applicable' ? '不需要' : outcomeWord(outcome, finding);
}

export function chineseConsumerLabel(finding: Pick<ConsumerFinding, 'name' | 'release' | 'program'>): string {
  const name = chineseConsumer(finding);
  return finding.release === '' ? name : `${name} ${finding.release}`;
}

function lookupLabel({ finding, variable, accepted }: Lookup): string {
  const name = chineseAsker(finding);
  const text = variable === undefined ? name : `${name} · ${variable}`;
  return accepted ? text : `${text}（不接受）`;
}

function lookupsLabel(lookups: readonly Lookup[]): string {
  return zh.list(lookupLabels(lookups, lookupLabel));
}

export const chineseConsumers: Catalogue<typeof english> = {
  outcomeWords: outcomes,
  outcomeWord,
  keyOutcomeWord: keyOutcome,
  proofText: {
    run: '已与运行中的使用方代码核对。',
    read: '读自其源码；没有在此运行其代码。',
  },
  consumerLabel: chineseConsumerLabel,
  lookupLabel,
  lookupsLabel,
  requestedText: (requested, release, because) =>
    because === 'same-lookup'
      ? `所选的 ${requested} 与 ${release} 的查找方式相同。`
      : `所选的是 ${requested}；读过的最新版本是 ${release}。`,
  preparationTitle: (consumer) => `${consumer} 如何读取映像`,
  lookupTitle(finding, variable, name) {
    const who = chineseConsumerLabel(finding);
    // Anybody may look up any name.
    const named = shown(name);
    return variable === undefined ? `${who}：${named}` : `${who}：${variable} ← ${named}`;
  },
  wantedText,
  keysFound: (found, all, noun) =>
    noun === 'key' ? `${found} / ${count(all)} 个键` : `${found} / ${count(all)} 项需求`,
  notReached: '查找没有走到它。',
  bareCall: '这个函数只是一次系统调用：找到它并不能省去系统调用。',
  nobodyLooks: '这不是 vDSO 映像：没有谁在这里查找这些键。',
};
