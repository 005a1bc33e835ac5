/** What the report in the terminal has beside its tables. */
import type { Catalogue } from '../../elf/catalogue.ts';
import { chineseForms as zh } from '../../elf/chinese.ts';
import type * as english from '../english/textReport.ts';
import { chineseHashTables } from './hashTables.ts';

const { count } = zh;

export const chineseTextReport: Catalogue<typeof english> = {
  textWords: {
    health: '健康状况',
    consumers: '谁能得到什么',
    wholeImage: '使用整个映像',
    lookups: '查找',
    header: 'ELF 头',
  },
  checkWords: {
    required: '要求',
    requiredOwn: '要求（未给出 --require）：该进程运行的内容，按找到的版本',
    notAskedOwn: '没有要求：未给出 --require，而该进程运行的内容不在所问之列。',
    nothingOwn: '没有要求：未给出 --require，且未识别出该进程运行的内容。',
    passed: '通过',
    failed: '失败',
  },
  tableLeftOut: (title, rows) => `${title}（${count(rows)}）：行数太多，无法在此列出；--json 会列出。`,
  foundAt: (value, address) =>
    address === undefined ? `找到，位于 ${value}` : `找到，位于 ${value}，${address}`,
  versionFound: (index, verified) => `找到，索引 ${index}，${chineseHashTables.hashConstant(verified)}`,
  withoutIt: (consequence) => `没有它：${consequence}`,
};
