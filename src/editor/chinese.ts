/** The editor's Chinese sentences, beside english.ts. */
import { chineseText as t, chineseForms as zh } from '../elf/chinese.ts';
import { sentenceIn } from '../elf/codedError.ts';
import { reportChinese } from '../report/chinese/catalogue.ts';
import type { EditorCatalogue } from './english.ts';

export const editorChinese: EditorCatalogue = {
  actions: {
    retry: '重试',
    openLive: '打开本机映像',
    openFile: '打开 ELF 文件…',
    openText: '以文本打开',
    saveImage: '保存映像副本…',
    saveReport: '保存报告…',
    showLog: '显示日志',
  },
  failures: {
    noImage: () => '没有可读的映像：打开失败。',
    noSuchRow: () => '这一行已不存在：其间选择了别的内容。',
    notAnAddress: ({ text }) => reportChinese.notAnAddress(text),
    saveFailed: ({ target, failure }) => `无法写入 ${target}：${sentenceIn('zh-cn', failure)}`,
    unknownLiveName: ({ wanted, name }) => `这里没有名为 ${wanted} 的本机映像：在本机上它叫 ${name}。`,
    unknownAddress: ({ path }) =>
      `vdso:${path} 不指向任何映像。本机映像在 vdso:/live，其他进程的映像在 vdso:/process/PID。`,
    tooLarge: ({ name, size }) =>
      `${name} 有 ${zh.byteSize(size)}，且所在的文件系统只能整个读取文件。读取它要在扩展宿主中占用这么多内存，耗时等于整个传输的时间。`,
  },
  readItWhole: '整个读取',
  atlasTitle: '哪个内核支持哪个运行时',
  openDialog: '检查',
  open: '打开',
  allFiles: '所有文件',
  libraries: '共享库',
  readOnly: '本机映像不能修改。',
  unknownRequest: (name) => `未知的请求 ${name}。`,
  noImageOpen: '请先在 vDSO Explorer 中打开映像：地址在当前编辑器的映像中解析。',
  noImageToSave: '请先在 vDSO Explorer 中打开映像：保存的是当前编辑器中的映像。',
  noEditor: '请先在 vDSO Explorer 中打开映像：报告由当前编辑器的映像生成。',
  pickProcessTitle: '检查进程的 vDSO',
  pickProcess: '进程名、进程号、用户、命令或构建所用的 Go、glibc、musl',
  unreadableProcesses: '无法读取',
  ownProcess: '此扩展宿主',
  staticProgram: '静态链接',
  packedProgram: (packer) => `由 ${packer} 打包`,
  userNumber: (uid) => `用户 ${uid}`,
  addressTitle: '解析地址',
  addressPrompt:
    '进程中的地址或相对于映像的地址，十六进制，或 [vdso]+0x…：例如性能分析或崩溃报告中的程序计数器',
  addressNoted: (title, notes) => zh.paragraph([zh.ended(title), ...notes]),
  addressFound: (address, title) => `${address}：${title}`,
  readingSymbols: '正在读取静态符号',
  savingReport: (name) => `正在写入 ${name} 的报告`,
  savingImage: (name) => `正在写入 ${name} 的副本`,
  savingAtlas: '正在写入“哪个内核支持哪个运行时”',
  badLink: '这不是 vDSO Explorer 的链接：它可以打开本机映像（/live）或文件（/file?path=…），并带上表和名称。',
  openLink: (file) => `有链接要在 vDSO Explorer 中打开 ${file}。只读取并显示该文件，不会运行其中的任何内容。`,
  imageNumber: (name, number) => `${name} #${number}`,
  liveTitle: (name) => `${name}（本机）`,
  processTitle: (name, pid) => `${name}（进程 ${pid}）`,
  changed: (name, at) => t`${name} 在磁盘上已更改。这里显示的是更改之前于 ${at} 读取的内容。`,
  ended: (pid, at) => `进程 ${pid} 已结束。这里显示的是 ${at} 读取的内容。`,
  replaced: (pid, at) =>
    `进程 ${pid} 已结束，其进程号现在属于另一个进程。这里显示的是 ${at} 从已结束的进程读取的内容；“重新读取”会读取另一个进程。`,
  vanished: (name, at) => t`${name} 已不在磁盘上。这里显示的是删除之前于 ${at} 读取的内容。`,
  notReadAnew: (why, at) => `${why}这里显示的是 ${at} 读取的内容。`,
};
