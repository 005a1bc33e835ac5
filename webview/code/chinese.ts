/** Words of the Code tab in Chinese, beside english.ts. */
import type { Catalogue } from '../../src/protocol.ts';
import type { codeTabEnglish } from './english.ts';

export const codeTabChinese: Catalogue<typeof codeTabEnglish> = {
  ribbon: '路径',
  ribbonHint: '每个函数按最长者的比例绘制。选择其中一段可查看其指令。',
  listing: '指令',
  choose: '请选择一个函数：其详细信息中有通向指令的链接。',
  columns: ['地址', '字节', '指令', '去向和作用'],
  before: '上一段',
  after: '下一段',
  details: '函数的详细信息',
  follow: '跟踪其代码',
  kinds: {
    way: '某条路径上的代码',
    unreached: '从不到达',
    loop: '等待',
    counter: '读取计数器',
    kernel: '进入内核',
  },
  marks: { kernel: '进入内核', counter: '读取计数器' },
  hint: '在最后一列按 Enter 可跟随其去向，在其他列则显示字节。',
};
