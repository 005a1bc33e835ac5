/** What is said of a process that has several images, in Chinese. */
import { chineseForms as zh } from '../../elf/chinese.ts';
import type { ReportWords } from '../english/catalogue.ts';
import { shown } from '../format.ts';

export const chineseImages: ReportWords['images'] = {
  holds: {
    kernel: '此内核中可能有 vDSO 映像：列出映像',
    core: '此核心转储中可能有该进程的 vDSO 映像：列出映像',
  },
  holdsLink: { kernel: '列出映像', core: '列出映像' },
  inShort: (number, all) => `第 ${number} 个映像，共 ${all} 个`,
  number: (number) => `映像 ${number}`,
  place: (number, range, mapping) =>
    `${number}：${range}，${mapping === '' ? '未命名的映射' : shown(mapping)}`,
  what: {
    announced: 'AT_SYSINFO_EHDR 指向它',
    shown: '这里显示的映像',
    'same-bytes': '与这里显示的映像逐字节相同',
    'not-elf': '那里没有 ELF 头',
  },
  before: (bytes) => `ELF 头之前有 ${zh.byteSize(bytes)} 数据：从映射开头读取的程序找不到它`,
  takenBy: {
    announced: 'Go、各 libc 以及所有按辅助向量查找的程序使用它',
    named: (names) => `按名称 [vdso] 查找的 ${zh.andList(names)} 使用它`,
  },
  nothingAnnounced: '辅助向量中没有 AT_SYSINFO_EHDR：Go、各 libc 以及所有按它查找的程序都使用系统调用',
  announcedNowhere: (address) =>
    `AT_SYSINFO_EHDR 是 ${address}，但那里没有映射：程序启动之后已移动或取消映射。现在按它查找的程序会读取不存在的内存`,
};
