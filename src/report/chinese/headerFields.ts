/** Values beside the ELF header. */
import type { Catalogue } from '../../elf/catalogue.ts';
import { chineseText as t, chineseForms as zh } from '../../elf/chinese.ts';
import type * as english from '../english/headerFields.ts';
import { hex } from '../format.ts';

const { bytes, count } = zh;

const countFrom = {
  section: '节头',
  'sysv-hash': 'DT_HASH 的 nchain',
  'gnu-hash': 'DT_GNU_HASH 各链的末尾',
  dynamic: 'DT_MIPS_SYMTABNO',
  extent: '到下一个表为止的空间',
  none: '',
} as const;

export const chineseHeaderFields: Catalogue<typeof english> = {
  byteOrders: { little: '小端', big: '大端' },
  tableAt: (offset, entries, entryBytes) =>
    entries === 0 ? '无' : `${hex(offset)} 处 ${count(entries)} 个条目，每个 ${bytes(entryBytes)}`,
  dynamicFromText: {
    segment: 'PT_DYNAMIC',
    section: '节头表：没有可用的 PT_DYNAMIC',
    none: '无',
  },
  symbolCountText: (symbols, from) =>
    from === 'none' ? '无从得知' : t`${count(symbols)}，来自 ${countFrom[from]}`,
  mappingTitle: (label, name) => (name === '' ? `未命名的${label}` : `${label} ${name}`),
};
