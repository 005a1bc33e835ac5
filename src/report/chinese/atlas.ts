/** Words of the atlas in Chinese: which kernel serves which runtime. */
import { chineseFact } from '../../consumers/chinese/facts.ts';
import type { Catalogue } from '../../elf/catalogue.ts';
import { chineseText as t, chineseForms as zh } from '../../elf/chinese.ts';
import type { atlasFieldWords, atlasWords } from '../english/atlas.ts';

const tables = { sysv: 'DT_HASH', gnu: 'DT_GNU_HASH', both: 'DT_HASH 和 DT_GNU_HASH' } as const;

export const chineseAtlas: Catalogue<typeof atlasWords> = {
  title: '哪个内核支持哪个运行时',
  about:
    '从所列内核起，每种查找在 Linux 的 vDSO 映像上得到的结果：在根据各映像的记录写成的映像上重放得出。标有（源码）的内核仅由源码得知；其余的读过映像。可被配置选项去掉的导出按存在计。',
  kernels: '内核',
  hashTables: '哈希表',
  outcome: '结果',
  runtimes: '运行时',
  needs: (condition) => `需要 ${condition}`,
  archTitle: ({ name, arch }) => (name === arch ? name : `${chineseFact(name)}（${arch}）`),
  kernel: (release, isRead) => (isRead ? `${release}（源码）` : release),
  tables: ({ tables: which, byLinker }) =>
    byLinker === true ? `${tables[which]}（由链接器选择）` : tables[which],
  unsure: '二者之一',
  nobodyAt: (titles) => t`在 ${zh.andList(titles)} 上没有谁查找。`,
  nobodyHere: (runtimes) => `没有移植，或没有读过：${zh.list(runtimes)}。`,

  // The page
  aboutTitle: '这些结果的依据',
  archList: '内核的架构',
  consumerList: '运行时',
  releaseList: '版本',
  thisMachine: (arch) => `${arch}，本机`,
  allRuntimes: '所有运行时',
  allReleases: (name) => `${name} 的所有版本`,
  atEvery: (outcome) => `在所有内核上${outcome}`,
  releasesNote:
    '这里列出查找方式有变化的版本，以及运行过的版本；介于两个查找方式相同的版本之间的，结果与它们相同。设置和终端接受任何版本（glibc@2.39）。',
  outcomeFrom: (outcome, kernel) => t`自 ${kernel} 起${outcome}`,
  keyTitle: (variable, symbol) => (variable === undefined ? symbol : `${variable} ← ${symbol}`),
  kernelExplain: ({ release, build }) =>
    build === undefined
      ? `Linux ${release} 仅由源码得知：没有读过它的映像。`
      : `读过 Debian 的 Linux ${build} 的映像。`,
  hashTablesNote: (runs) => `哈希表：${runs}。`,
  cellTitle: (runtime, kernel, arch) => `${runtime}，Linux ${kernel}，${chineseFact(arch)}`,
  lineTitle: (runtime, arch) => `${runtime}，${chineseFact(arch)}`,
  from: (kernel) => t`自 ${kernel} 起`,
  because: (outcome, why) => `${outcome}：${why.replace(/。$/, '')}`,
  needsSentence: (condition) => `内核启用 ${condition} 构建时才有它。`,
  follows: (consequence) => `后果：${consequence}。`,
  run: (kernel, outcome) => t`${kernel} ${outcome}`,
  byKernel: (runs) => `各内核：${runs}。`,
};

export const chineseAtlasFields: Catalogue<typeof atlasFieldWords> = {
  outcome: ['结果', '在此内核上整个查找的结果，一直到下一个内核为止。'],
  changes: ['从哪个内核起', '结果发生变化的内核；每个结果保持到下一个为止。'],
  kernel: ['内核', '此内核导出什么是如何得知的。'],
  tables: ['哈希表', '此映像具有的哈希表。'],
  proof: ['查找', '这种查找是否与运行时的代码核对过。'],
};
