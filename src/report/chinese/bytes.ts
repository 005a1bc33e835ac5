/** Sentences about what a byte of the file belongs to, in Chinese. */
import type { Catalogue } from '../../elf/catalogue.ts';
import { chineseText as t } from '../../elf/chinese.ts';
import type { byteWords } from '../english/bytes.ts';

const parts = {
  bucket: '桶',
  chain: '链条目',
  bloom: '布隆字',
  relocation: '重定位',
  'version-index': '版本索引，属于符号',
} as const;

export const chineseBytes: Catalogue<typeof byteWords> = {
  fieldOf: (field, record) => t`${record} 的 ${field}`,
  named: (record, name) => (name === '' ? record : `${record}（${name}）`),
  part: (part, index, table) =>
    table === undefined ? `${parts[part]} ${index}` : t`${table} 的 ${parts[part]} ${index}`,
  text: (string, table) => t`${table} 中的 ${string}`,
  nothing: '映像中没有包含此字节的结构。',
  outside: '文件在此字节之前结束。',
};
