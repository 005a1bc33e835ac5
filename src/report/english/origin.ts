/** Where an image comes from, and who made it. */
import type { Provider } from '../../consumers/model.ts';
import { byteSize, labelText } from '../../elf/english.ts';
import type { HostInfo, SourceInfo } from '../../elf/imageSource.ts';
import type { ElfHeader } from '../../elf/model.ts';
import { innerPlace } from '../facts/innerPlace.ts';
import { shown } from '../format.ts';

export function originText(source: SourceInfo): string {
  switch (source.kind) {
    case 'live':
      return `live, ${labelText(source.label)}`;
    case 'process':
      return `of ${labelText(source.label)}`;
    case 'file':
      return `file ${labelText(source.path ?? source.label)}`;
    case 'core':
      return `from core dump ${innerPlace(source)}`;
    case 'kernel':
      return `from kernel ${innerPlace(source)}`;
    case 'archive':
      return `from ${innerPlace(source)}`;
  }
}

/** What tells where an image comes from beside its name; nothing of a file, whose name says it. */
export function sourceInShort({ kind, label }: Pick<SourceInfo, 'kind' | 'label'>): readonly string[] {
  switch (kind) {
    case 'live':
      return ['live'];
    case 'process':
      return [labelText(label)];
    case 'file':
      return [];
    case 'core':
      return [`core dump ${labelText(label)}`];
    case 'kernel':
      return [`kernel ${labelText(label)}`];
    case 'archive':
      return [`in ${labelText(label)}`];
  }
}

/** "x86-64 · ELF64 LE · 8.0 KiB" */
export function formatText(
  abi: string,
  header: Pick<ElfHeader, 'class' | 'littleEndian'>,
  size: number,
): string {
  return `${abi} · ELF${header.class} ${header.littleEndian ? 'LE' : 'BE'} · ${byteSize(size)}`;
}

export function runningKernel(host: HostInfo): string {
  return shown(host.kernelRelease);
}

export function providerText(provider: Provider): string {
  switch (provider.kind) {
    case 'linux':
      return `Linux ${provider.release ?? ''}`.trim();
    case 'uml':
      return `User-mode Linux ${provider.release ?? ''}`.trim();
    case 'gvisor':
      return 'gVisor';
    case 'rr':
      return 'rr';
    case 'qemu':
      return 'QEMU user mode';
    case 'wsl1':
      return 'WSL1';
    case 'unknown':
      return 'unknown';
  }
}

export const providerExplain: Readonly<Record<Provider['kind'], string>> = {
  linux: 'The kernel that built this image, from its note (owner "Linux", type 0).',
  uml: 'The kernel that built this image, from its note (owner "Linux", type 0). Linked at the top of the address space with DT_HASH only: the shape of user-mode Linux\'s image. Its clock functions are bare system calls.',
  gvisor:
    "No Linux note, DT_HASH only, linked at the top of the address space and with __kernel_rt_sigreturn: the shape of gVisor's image.",
  rr: "The debugger rr's own library in the place of the kernel's image: every function in it is a bare system call.",
  qemu: "No Linux note, a PT_PHDR and a writable PT_LOAD: the shape of the images inside QEMU's user mode. Their functions are bare system calls.",
  wsl1: "Linked at the top of the address space and without a Linux note, on a system that calls itself Microsoft's: WSL1, which has no Linux kernel.",
  unknown: 'The image has no note of owner "Linux", type 0, so nothing tells which kernel built it.',
};
