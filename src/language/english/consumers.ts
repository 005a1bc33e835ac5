/** The hovers' sentences about consumers other than Go: Markdown. Names and values are code spans already. */

export const consumerSentences = {
  here: "in this machine's live image",
  onArch: (arch: string) => `on ${arch}, by the catalogue`,
  anywhere: 'by the catalogue',
  lookedUpBy: (where: string, names: string, besidesGo: boolean) =>
    `**${besidesGo ? 'Also looked up' : 'Looked up'} by** (${where}): ${names}`,
  foundHere: (name: string, node: string, offset: string, pid: number) =>
    `✔ The live image (process ${pid}) has ${name}${node} at image offset ${offset}.`,
  absentHere: (name: string, pid: number) => `✘ The live image (process ${pid}) has no symbol ${name}.`,
  versionHere: (name: string, index: number, pid: number) =>
    `✔ The live image (process ${pid}) defines ${name}: version index ${index}.`,
  noVersionHere: (name: string, pid: number) => `✘ The live image (process ${pid}) does not define ${name}.`,
  found: (consumer: string, name: string, offset: string) =>
    `✔ ${consumer} finds ${name} in this machine's live image, at image offset ${offset}.`,
  notFound: (consumer: string, name: string, why: string, fallback: string) =>
    `✘ ${consumer} does not find ${name} in this machine's live image. ${why} What follows: ${fallback}.`,
  wouldLookUp: (consumer: string, arch: string, symbol: string, node: string, fallback: string) =>
    `By the catalogue, ${consumer} on ${arch} looks up ${symbol}${node}. When it is missing: ${fallback}.`,
  inNode: (version: string) => ` in ${version}`,
  notOnThisMachine: "It is not for this machine's architecture.",
  foreign: (arch: string) =>
    `This file is for ${arch}, and this machine's live image is not: it cannot answer.`,
  ofConsumer: (name: string, consumer: string) => `**${name}** of ${consumer}.`,
  show: 'Show it in the live image',
  showVersion: 'Show the version in the live image',
} as const;
