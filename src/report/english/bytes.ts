/** Sentences about what a byte of the file belongs to. */

const PARTS = {
  bucket: 'bucket',
  chain: 'chain entry',
  bloom: 'bloom word',
  relocation: 'relocation',
  'version-index': 'version index of symbol',
} as const;

export const byteWords = {
  /** "st_value of symbol 6 (__vdso_time)" */
  fieldOf: (field: string, record: string): string => `${field} of ${record}`,
  named: (record: string, name: string): string => (name === '' ? record : `${record} (${name})`),
  /** "bucket 3 of .gnu.hash" */
  part: (part: keyof typeof PARTS, index: number, table: string | undefined): string =>
    table === undefined ? `${PARTS[part]} ${index}` : `${PARTS[part]} ${index} of ${table}`,
  text: (string: string, table: string): string => `${string} in ${table}`,
  nothing: 'No structure of the image has this byte.',
  outside: 'The file ends before this byte.',
};
