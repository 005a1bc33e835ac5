/** Where an image comes from, and who made it. */
import { chineseMakers } from '../../consumers/chinese/words.ts';
import type { Provider } from '../../consumers/model.ts';
import type { Catalogue } from '../../elf/catalogue.ts';
import { chineseForms as zh } from '../../elf/chinese.ts';
import type * as english from '../english/origin.ts';
import { innerPlace } from '../facts/innerPlace.ts';
import { shown } from '../format.ts';

const { byteSize, label } = zh;

export const chineseOrigin: Catalogue<typeof english> = {
  originText(source) {
    switch (source.kind) {
      case 'live':
        return `本机，${label(source.label)}`;
      case 'process':
        return label(source.label);
      case 'file':
        return `文件 ${label(source.path ?? source.label)}`;
      case 'core':
        return `取自核心转储 ${innerPlace(source)}`;
      case 'kernel':
        return `取自内核 ${innerPlace(source)}`;
      case 'archive':
        return `取自 ${innerPlace(source)}`;
    }
  },
  sourceInShort(source) {
    switch (source.kind) {
      case 'live':
        return ['本机'];
      case 'process':
        return [label(source.label)];
      case 'file':
        return [];
      case 'core':
        return [`核心转储 ${label(source.label)}`];
      case 'kernel':
        return [`内核 ${label(source.label)}`];
      case 'archive':
        return [`${label(source.label)} 中`];
    }
  },
  formatText: (abi, header, size) =>
    `${abi} · ELF${header.class} ${header.littleEndian ? 'LE' : 'BE'} · ${byteSize(size)}`,
  runningKernel: (host) => shown(host.kernelRelease),
  providerText: (provider: Provider) =>
    'release' in provider && provider.release !== undefined
      ? `${chineseMakers[provider.kind]} ${provider.release}`
      : chineseMakers[provider.kind],
  providerExplain: {
    linux: '构建此映像的内核，取自其注释（所有者“Linux”，类型 0）。',
    uml: '构建此映像的内核，取自其注释（所有者“Linux”，类型 0）。链接在地址空间顶端且只有 DT_HASH：这是 User-mode Linux 映像的样子。它的时钟函数只是系统调用。',
    gvisor:
      '没有 Linux 注释，只有 DT_HASH，链接在地址空间顶端，并有 __kernel_rt_sigreturn：这是 gVisor 映像的样子。',
    rr: '调试器 rr 用自己的库代替了内核的映像：其中每个函数都只是系统调用。',
    qemu: '没有 Linux 注释，有 PT_PHDR 和可写的 PT_LOAD：这是 QEMU 用户模式中映像的样子。它们的函数只是系统调用。',
    wsl1: '链接在地址空间顶端，没有 Linux 注释，且系统自称属于 Microsoft：这是 WSL1，其中没有 Linux 内核。',
    unknown: '映像没有所有者为“Linux”、类型为 0 的注释，因此无从得知由哪个内核构建。',
  },
};
