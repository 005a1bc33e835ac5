/** Words of the page of a matrix in Chinese: many images side by side. */
import type { Catalogue } from '../../elf/catalogue.ts';
import { chineseText as t, chineseForms as zh } from '../../elf/chinese.ts';
import type { matrixFieldWords, matrixPageWords } from '../english/matrix.ts';

export const chineseMatrix: Catalogue<typeof matrixPageWords> = {
  title: '并列的映像',
  aboutTitle: '此表的内容',
  about:
    '一列是一个映像，或同一构建的几个在每一行结果都相同的映像。每格所问的，与该映像自己的页面所说的相同；保存的报告说的是写出时的情况。',
  rowsList: '行',
  baselineList: '基准',
  shownList: '显示的行',
  noBaseline: '无基准',
  allRows: '所有行',
  differingRows: '有差异的行',
  baselineColumn: (label) => `基准：${label}`,
  rowExplain: '对每个映像所问的内容。',
  columnExplain: (facts, images) => [facts, ...images].join('\n'),
  other: (text) => t`${text} *`,
  same: '相同',
  differsIn: (of, all) => t`${zh.count(all)} 个中的 ${zh.count(of)} 个`,
  answers: (of) => t`${zh.count(of)} 种结果`,
  notRead: '没有读取',

  // Details
  cellTitle: (row, image) => `${row}，${image}`,
  because: (text, why) => (why === '' ? `${text}。` : `${text}：${why}`),
  inBaseline: (image, text) => t`在基准 ${image} 中：${text}。`,
  asInBaseline: (image) => t`与基准 ${image} 相同。`,
  isBaseline: '其他映像与此映像比较。',
  keyInBaseline: (text) => `在基准中：${text}。`,
  keysLeftOut: (of) => t`还有 ${zh.count(of)} 个键没有列出。`,
  open: (image) => t`打开 ${image}`,
  compare: (image, baseline) => t`比较 ${image} 与 ${baseline}`,
  noReplay: '保存的报告中没有可以重放的字节：请打开它所说的映像。',
  noBaselineYet: '请先选择一个基准。',
};

export const chineseMatrixFields: Catalogue<typeof matrixFieldWords> = {
  image: ['映像', '映像的内容。'],
  foundAs: ['来源', '找到此构建且结果相同的映像的所有位置。'],
  replay: ['重放', '打开映像中的这一处，逐步查看。'],
  comparison: ['比较', '两个映像之间的所有差异。'],
};
