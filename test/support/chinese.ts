/** What is wrong with a text that should be Chinese: English left in it, or glued to it. */

const IDEOGRAPH = /[\u4e00-\u9fff]/;

/** Words that no name has, and hardly an English sentence does without. */
const ENGLISH =
  /(?<![\w.$@/-])(?:an?|and|are|at|by|for|from|has|have|here|in|is|it|its|no|not|of|on|or|so|the|this|to|was|with)(?![\w.@/-])/i;

/** A Chinese letter beside a Latin one or a digit, or before a half-width mark; a blank between two. */
const GLUED =
  /[\u4e00-\u9fff][A-Za-z0-9]|[A-Za-z0-9][\u4e00-\u9fff]|[\u4e00-\u9fff][()]|\([\u4e00-\u9fff]|[\u4e00-\u9fff] ?[,;!?]|[\u4e00-\u9fff][.:]|[，。；：（）“”、] | [，。；：（）、]|[\u4e00-\u9fff] [\u4e00-\u9fff]|。。/;

/** @param names words that may stand alone, in lower case */
export function chineseFaults(text: string, names: ReadonlySet<string>): string[] {
  // What a program says is quoted as it says it.
  const told = text.replaceAll(/“[^”]*”/g, '“”');
  const glued = GLUED.exec(told);
  const left = IDEOGRAPH.test(told)
    ? [ENGLISH.exec(told)?.[0]].filter((word) => word !== undefined)
    : (told.match(/(?<![\w.$@/])[a-z]{3,}(?![\w.@/])/g) ?? []).filter((word) => !names.has(word));
  return [
    ...(glued === null ? [] : [`glued: ${told.slice(Math.max(0, glued.index - 4), glued.index + 6)}`]),
    ...(left.length === 0 ? [] : [`English: ${left.join(' ')}`]),
  ];
}
