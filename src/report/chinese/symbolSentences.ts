/** Sentences about one symbol, in Chinese. */
import type { Catalogue } from '../../elf/catalogue.ts';
import type { symbolSentences } from '../english/symbolSentences.ts';
export const chineseSymbol: Catalogue<typeof symbolSentences> = {
  title: (index, name, version) =>
    `${name === '' ? '无名称' : name}${version === '' ? '' : `@${version.replace(/^@/, '')}`} · 符号 ${index}`,
  entryZero: '符号表的条目 0 代表“没有符号”（gABI 第 4 章）。它不指任何东西。',
  nameless: '这个符号没有名称，任何查找都找不到它。',
  namelessVersioned:
    '这个符号有版本而没有名称。用户态无法使用计数器时，32 位 ARM 内核会在启动时抹掉时钟函数的名称：谁也找不到它，调用者使用系统调用。',
  undefinedSymbol: '未定义：此映像要从另一个映像取得该符号。这里的查找不接受它。',
  sectionSymbol: (section) => `代表节 ${section}；重定位会引用它。`,
  fileSymbol: '给出其后各局部符号所属的源文件。',
  versionSymbol: '链接器为映像定义的每个版本生成一个绝对符号。它不是地址，也不会被调用。',
  weakTwin:
    '这是 __vdso_ 名称的不带前缀的弱符号。运行时查找带前缀的名称；这个弱符号让调试器和性能分析器显示熟悉的名称。',
  entersKernel: (isAnyones) => (isAnyones ? '若此映像属于 Linux，何时进入内核：' : '何时进入内核：'),
  here: (clocksource, meaning) => `本机的时钟源是 ${clocksource}：${meaning}。`,
  otherField: [
    '其他位',
    'st_other 中可见性以外的位：MIPS 的指令集、ppc64 的局部入口、AArch64 和 RISC-V 的调用约定。',
  ],
  mangledField: ['修饰名', '映像中的名称：哈希、比较、排序和复制都用它。上方是它在 C++ 或 Rust 中的名称。'],
  kindField: ['类型、绑定、可见性', 'st_info 和 st_other。'],
  gnuField: ['GNU 哈希', '名称的哈希值，以及它所属的 DT_GNU_HASH 桶。'],
  sysvField: ['SysV 哈希', '名称的哈希值，以及它所属的 DT_HASH 桶。'],
  bucket: (hash, bucket) => `${hash}，桶 ${bucket}`,
};
