/** The words of diagnostics, quick fixes, hints and commands in source files, in Chinese: plain text. */
import type { Catalogue } from '../../elf/catalogue.ts';
import { chineseText as t, chineseForms as zh } from '../../elf/chinese.ts';
import type { diagnosticWords, hintWords, showWords } from '../english/diagnostics.ts';

const { list } = zh;

export const chineseDiagnostics: Catalogue<typeof diagnosticWords> = {
  source: 'vDSO Explorer',
  hash: { sysv: 'SysV 哈希值', gnu: 'GNU 哈希值' },
  message: (sentences) => sentences.join(''),
  wrong: (number, hash, name, right) => `${number} 不是 ${name} 的 ${hash}，正确的是 ${right}。`,
  belongsTo: (number, hash, names) => `${number} 是 ${names} 的 ${hash}。`,
  goFollows: {
    sysv: '用它时，Go 在只有 DT_HASH 的映像中会到另一个名称的桶中查找。',
    gnu: '用它时，Go 在有 DT_GNU_HASH 的映像中什么也找不到。',
    version: '用它时，没有版本定义能匹配，每次调用都是系统调用。',
  },
  fix: (right, hash, name) => `改为 ${right}，即 ${name} 的 ${hash}`,
  idle: '此注释没有作用：它所针对的那一行没有错误的哈希常量。',
  unknown: '此注释没有作用：可用的是 ignore-line 和 ignore-next-line。',
  removeIdle: '删除此注释',
  ignore: '忽略此行中标出的问题',
  fixAll: (count) => `改正此文件中的全部 ${count} 个哈希常量`,
};

export const chineseHints: Catalogue<typeof hintWords> = {
  found: (offset, version) => (version === undefined ? `→ ${offset}` : `→ ${offset}，${version}`),
  version: (index) => `→ 版本索引 ${index}`,
  absent: '→ 本机映像中没有',
  missedByHash: '→ 本机映像中有，但用这些常量找不到',
  missed: '→ 本机映像中有，但找不到',
  absentBut: (archs) =>
    archs.length > 3
      ? `→ 本机映像中没有，另有 ${archs.length} 个架构有`
      : t`→ 本机映像中没有，${list(archs)} 上有`,
  foreign: (arch, nodes) => `→ ${arch}：${list(nodes)}`,
  of: (name, label) => `${name} ${label}`,
  nowhere: (arch) => t`→ Linux 在 ${arch} 上都没有`,
  wrongHash: (label) => `${label}；用这些常量找不到`,
  offset: '在本机映像中的偏移',
  foreignTooltip: '依据目录：本机映像属于另一个架构。',
};

export const chineseShow: Catalogue<typeof showWords> = {
  nothing:
    '光标处没有 vDSO 名称。请把光标放在 "__vdso_clock_gettime"、"LINUX_2.6" 或 vdsoClockgettimeSym 这样的名称上。',
  absent: (name) => `本机映像中没有 ${name}。`,
  foreign: (name, arch) => t`此文件中的 ${name} 用于 ${arch}，而本机映像不属于它。`,
  open: '打开本机映像',
};
