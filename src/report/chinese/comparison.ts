/** Words of a comparison in Chinese. */
import type { Catalogue } from '../../elf/catalogue.ts';
import { chineseText as t, chineseForms as zh } from '../../elf/chinese.ts';
import type { comparisonWords } from '../english/comparison.ts';

const none = '无';
const or = (text: string): string => (text === '' ? none : text);
const fromTo = (from: string, to: string): string => `${or(from)} → ${or(to)}`;

export const chineseComparison: Catalogue<typeof comparisonWords> = {
  change: {
    architecture: ({ from, to }) => `架构：${fromTo(from, to)}，一方的内容对另一方都没有用。`,
    soname: ({ from, to }) => `DT_SONAME：${fromTo(from, to)}。`,
    outcome: ({ consumer, from, to, keys }) =>
      `${consumer}：${from} → ${to}${keys.length === 0 ? '' : `（${zh.list(keys)}）`}。`,
    keys: ({ consumer, outcome, keys }) => `${consumer}：仍为${outcome}，其键有变化：${zh.list(keys)}。`,
    askedOfOne: ({ consumer, side, outcome }) =>
      `${consumer}：在${side === 'from' ? '第一个' : '第二个'}映像中${outcome}；没有对另一个映像查找。`,
    exportRemoved: ({ name, type }) => `不再导出 ${name}（${type}）。`,
    exportAdded: ({ name, type }) => `新增 ${name}（${type}）。`,
    exportVersion: ({ name, from, to }) => `${name} 属于另一个版本节点：${fromTo(from, to)}。`,
    exportType: ({ name, from, to }) => `${name} 的类型不同：${fromTo(from, to)}。`,
    exportBind: ({ name, from, to }) => `${name} 的绑定不同：${fromTo(from, to)}。`,
    exportVisibility: ({ name, from, to }) => `${name} 的可见性不同：${fromTo(from, to)}。`,
    exportsMoved: ({ names }) => `地址不同：${zh.list(names)}。`,
    versionRemoved: ({ name }) => `不再定义版本节点 ${name}。`,
    versionAdded: ({ name }) => `新增版本节点 ${name}。`,
    tableRemoved: ({ table }) => `${table} 已不存在：只用它查找的使用方什么也找不到。`,
    tableAdded: ({ table }) => `新增 ${table}。`,
    tableBuckets: ({ table, from, to }) =>
      `${table} 的哈希桶由 ${zh.count(from)} 个变为 ${zh.count(to)} 个。`,
    clock: ({ name, from, to, same, counters }) => {
      const way = same ? from : fromTo(from, to);
      const read = counters === undefined ? '' : `；计数器：${fromTo(counters.from, counters.to)}`;
      return `${name}：${way}${read}。`;
    },
    clocksRemoved: ({ count }) => `不再有函数提供时钟；原来的函数提供 ${zh.count(count)} 个时钟。`,
    clocksAdded: ({ count }) => `新增提供 ${zh.count(count)} 个时钟的函数。`,
    functionPath: ({ name, from, to }) => `${name}：${fromTo(from, to)}。`,
    functionCounters: ({ name, from, to }) => `${name} 读取的计数器不同：${fromTo(from, to)}。`,
    sameCode: ({ names }) => `代码相同，仅地址不同：${zh.list(names)}。`,
    code: ({ names, of, removed, added }) =>
      `${zh.andList(names)}：${zh.count(of)} 条指令中去掉 ${zh.count(removed)} 条，新增 ${zh.count(added)} 条。`,
    patched: ({ names, removed, added }) =>
      `${zh.andList(names)}：内核按机器修补映像之处的指令不同（去掉 ${zh.count(removed)} 条，新增 ${zh.count(added)} 条）。`,
    bytes: () => '字节不同，差异在未比较之处。',
    imageSize: ({ from, to }) => `映像：${zh.count(from)} → ${zh.count(to)} 字节。`,
    functionSize: ({ names, from, to }) => `${zh.andList(names)}：${fromTo(from, to)} 字节。`,
    noteRemoved: ({ note, text }) => t`${note}：不再有 ${text}。`,
    noteAdded: ({ note, text }) => t`${note}：新增 ${text}。`,
    note: ({ note, from, to }) => `${note}：${fromTo(from, to)}。`,
  },
  parts: {
    image: '映像',
    consumers: '使用方',
    exports: '导出',
    versions: '版本节点',
    hashTables: '哈希表',
    clocks: '时钟',
    code: '代码',
    sizes: '大小',
    notes: '注释',
  },
  kinds: { harmless: '无害', visible: '可察觉', breaking: '破坏性' },
  kindsExplained: {
    harmless: '按规则查找的使用方都察觉不到。',
    visible: '使用方能察觉：它得到更多、得到别的，或经由别的途径得到。',
    breaking: '可能有使用方依赖的东西已不存在。',
  },
  notCompared: {
    'not-read': (part) => `${part}：没有比较，因为其中一个映像的代码没有查看过。`,
    report: (part) => `${part}：保存的报告中没有指令，因此只比较了路径和计数器。`,
    'left-out': () => '其中一个映像的名称或函数多于可比较的数目。',
  },
  title: (from, to) => `${from} → ${to}`,
  alike: '没有发现差异。',
  expectedOnly: '除同一构建的两个映像间应有的差异外，没有发现差异。',
  expected: '预期之内',
  expectedExplained: '二者属于同一构建：差异来自映像各自的所在之处。',
  summary: (counts) => zh.list(counts.map(([kind, count]) => t`${kind} ${zh.count(count)} 处`)),
  key: (symbol, from, to) => `${symbol} ${fromTo(from, to)}`,
  changeColumns: ['类别', '变化'],
  notAsked: '未查找',
  none,
  unnamedCode: '不属于任何导出函数的代码',
  note: (owner, type) => `${owner} ${type}`,
  saved: {
    'not-json': (name) => t`${name} 以 JSON 的形式开头，却不是 JSON：它被截断了，或不是报告。`,
    'not-a-report': (name) => t`${name} 是 JSON，但不是映像的报告：报告由 vdso-explorer --json 写出。`,
    schema: (name, schema, known) =>
      t`${name} 是模式 ${schema} 的报告，而只读取模式 ${known} 的报告：请用此版本重新写出。`,
    'too-large': (name, most) => t`${name} 超过 ${zh.byteSize(most)}，不读取这样大的报告。`,
  },
  matrixRows: { consumers: '使用方', symbols: '符号', clocks: '时钟' },
  matrixTitle: (rows, images) => `${zh.count(images)} 个映像的${rows}`,
  matrixColumns: ['映像', '内容', '来源'],
  baseline: '基准',
  baselineNote: '* 表示与基准不同。',
  someOf: (outcome, found, of) => `${outcome}（${of} 个中的 ${found} 个）`,
  present: '有',
  absent: '无',
  notLooked: '没有查看',
  clocksNeedCode: '时钟的情况见于代码，而有些报告写出时没有包含代码：请用 --code 写出。',
  imagesLeftOut: (most) => `其中只有前 ${zh.count(most)} 个映像。`,
  rowsLeftOut: (of) => `还有 ${zh.count(of)} 行没有列出。`,
};
