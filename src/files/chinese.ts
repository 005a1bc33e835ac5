/** The Chinese sentences of this layer, beside english.ts. */
import { shown } from '../elf/bytes/printable.ts';
import { chineseFileKinds } from '../sources/chinese.ts';
import type { FilesCatalogue } from './english.ts';

export const filesChinese: FilesCatalogue = {
  failures: {
    isSource: ({ path }) => `那会覆盖正在读取的 ${shown(path)}（以此名称或另一名称）。请选择另一个文件。`,
    exists: ({ path }) => `${shown(path)} 已存在，保持原样。`,
    notRegular: ({ path, kind }) =>
      `${shown(path)} 是${chineseFileKinds[kind]}，或是指向它的链接：只能写入普通文件。请选择另一个名称。`,
    openFile: ({ path }) =>
      `${shown(path)} 是指向 /proc 的链接，代表某个进程打开的文件：请给出文件夹中的文件名。`,
    failed: ({ path, what, errno }) =>
      `无法把${what === 'report' ? '报告' : '映像'}写入 ${shown(path)}（${errno}）。`,
  },
};
