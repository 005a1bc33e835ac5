/** Words of the strings of a section, in Chinese. */
export const stringsChinese = {
  looking: '正在查找字符串…',
  section: '要显示其字符串的节',
  none: '此映像的各节在文件中都没有字节，没有可供查找字符串的内容。',
} as const;
