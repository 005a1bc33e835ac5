/** Prefixes with a number or two words in them; all others are one word. */
const PREFIX = /^R_(AARCH64|X86_64|PPC64|390|386|68K|OR1K|[A-Z]+|MN10300|M32R)_/;

/** `R_MIPS_REL32/R_MIPS_64/R_MIPS_NONE` as we write it: `REL32/64`. */
export function withoutPrefix(name: string): string {
  const parts = name
    .split('/')
    .map((part) => part.replace(/^R_(?=MIPS16|MICROMIPS)/, '').replace(PREFIX, ''));
  while (parts.length > 1 && parts.at(-1) === 'NONE') parts.pop();
  return parts.join('/');
}
