/** The Chinese sentences of this layer, and all that a report is told with. */
import { clocksChinese } from '../clocks/chinese.ts';
import { codeChinese } from '../code/chinese.ts';
import { consumersChinese } from '../consumers/chinese/catalogue.ts';
import { shown } from '../elf/bytes/printable.ts';
import { chineseForms as zh } from '../elf/chinese.ts';
import { elfChinese } from '../elf/problems/chinese.ts';
import { reportChinese } from '../report/chinese/catalogue.ts';
import type { SessionCatalogue } from './english.ts';

const { andList, byteSize, count } = zh;

export const sessionChinese: SessionCatalogue = {
  copyCut: (rows, of, most) =>
    `已复制 ${count(of)} 行中的前 ${count(rows)} 行：一次最多复制 ${count(most.rows)} 行、${byteSize(most.characters)} 文本。要复制其他行，请先筛选表格，或保存报告。`,
  stringsCut: (looked, of, most) =>
    `已查找 ${byteSize(of)} 中的前 ${byteSize(looked)}：每个节最多查找 ${byteSize(most.bytes)}、${count(most.strings)} 个字符串。`,
  failures: {
    cancelled: () => '请求已撤回。',
    notElf: ({ problem }) => elfChinese.problem(problem),
    workerEnded: ({ exitCode }) => `此映像的读取程序意外停止（退出码 ${exitCode}）。请重新打开映像。`,
    workerFailed: ({ message }) => `此映像的读取程序停止了：${message}。请重新打开映像。`,
    workerOutOfMemory: () => '读取此映像所需的内存超出了读取程序的上限。请关闭其他映像，或使用命令行。',
    requestFailed: ({ message }) => message,
    closed: () => '此映像已关闭。',
    noDisassembler: () => '在浏览器中不能反汇编机器码：请在有机器的 VS Code 中打开此映像，或使用命令行。',
    notAName: ({ text, most }) =>
      `名称应写成 NAME 或 NAME@VERSION，最多 ${count(most)} 个字符；“${shown(text)}”不是名称。`,
    liveNoElf: () => '内核映射为 vDSO 的内容不是 ELF 映像。',
    tooLongToSort: ({ rows, most }) =>
      `${count(rows)} 行太多，无法排序：最多 ${count(most)} 行。请先筛选，或按文件中的顺序滚动查找。`,
    tooLongToFilter: ({ rows, most }) =>
      `${count(rows)} 行太多，无法筛选：最多 ${count(most)} 行。请滚动查找，或把报告保存为 JSON 后在其中搜索。`,
    tooMuchTextToSort: ({ rows, most }) =>
      `这 ${count(rows)} 行的文本太长，无法据以排序：最多 ${byteSize(most)}。请先筛选，或按数字列排序。`,
    noSuchColumn: ({ column, columns }) =>
      `此表没有“${column}”列。它有 ${andList(columns)}。要在所有列中查找带冒号的文本，请加上引号。`,
    filterTooLong: ({ characters, most }) =>
      `筛选文本有 ${count(characters)} 个字符；最多查找 ${count(most)} 个。`,
  },
};

export const reportWordsChinese = {
  elf: elfChinese,
  consumers: consumersChinese,
  clocks: clocksChinese,
  code: codeChinese,
  report: reportChinese,
  session: sessionChinese,
};
