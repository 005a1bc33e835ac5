/** Sections by name and type, for needs that are about them (gABI chapter 4, "Sections"). */
import { fileNumber } from '../../../elf/bytes/fileNumber.ts';
import type { Need } from '../../need.ts';
import type { Replay } from '../replay.ts';
import { type SectionFields, sectionAt, sectionHeaders } from '../sectionTables.ts';
import { met, type NeedResult, unmet } from './needResult.ts';

export interface NamedSection extends SectionFields {
  readonly isNamed: (name: string) => boolean;
}

/** One after the other. None without section headers. */
export function* namedSections(replay: Replay): Generator<NamedSection> {
  const { base } = replay.memory;
  const { shoff, shnum, first } = sectionHeaders(replay);
  if (shoff === 0n || shnum === 0) {
    replay.info('no-section-headers', {});
    return;
  }
  const shstrndx = replay.read.ehdr.number(base, 'e_shstrndx');
  const names = base + sectionAt(replay, first, shstrndx).offset;
  for (let index = 0; index < shnum; index++) {
    const section = sectionAt(replay, first, index);
    const isNamed = (name: string): boolean => {
      const wanted = Uint8Array.from(name, (character) => character.charCodeAt(0));
      const at = names + BigInt(section.nameOffset);
      return replay.name(at, wanted, 'strcmp', ['section-name', index]).equal;
    };
    yield { ...section, isNamed };
  }
}

export function sectionNeed(replay: Replay, { any }: Extract<Need, { kind: 'section' }>): NeedResult {
  const sections = [...namedSections(replay)];
  for (const wanted of any) {
    const section = sections.find((each) => each.type === wanted.type && each.isNamed(wanted.name));
    if (section === undefined || section.size === 0n) continue;
    const args = { name: wanted.name, index: section.index, size: section.size };
    return met(replay, 'need-section', args, replay.memory.base + section.offset, fileNumber(section.size));
  }
  return unmet(replay, 'need-no-section', { names: any.map(({ name }) => name) });
}
