import type { ContainerNotice, ContainerNoticeCode, ContainerNotices } from './notices.ts';

/** Why reading on is of no use. Ends one member and becomes a notice (lookInto.ts): it never leaves this room. */
export class ContainerError<Code extends ContainerNoticeCode = ContainerNoticeCode> extends Error {
  override readonly name = 'ContainerError';
  readonly code: Code;
  readonly args: Omit<ContainerNotices[Code], 'members'>;

  constructor(code: Code, args: Omit<ContainerNotices[Code], 'members'>) {
    super(code);
    this.code = code;
    this.args = args;
  }

  notice(members: readonly string[]): ContainerNotice {
    const args: ContainerNotices[Code] = { members, ...this.args } as ContainerNotices[Code];
    return { code: this.code, args } as ContainerNotice;
  }
}
