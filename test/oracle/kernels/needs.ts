import { wholeImageConsumers } from '../../../src/consumers/catalog/index.ts';
import type { CatalogConsumer } from '../../../src/consumers/model.ts';
import { evaluate } from '../../../src/consumers/verdict/evaluate.ts';
import type { ElfImage } from '../../../src/elf/model.ts';
import { runPeer } from '../peers/run.ts';

/** Needs that one line of what readelf prints speaks for, by consumer. */
const said: Readonly<Record<string, Readonly<Record<string, RegExp>>>> = {
  breakpad: { 'a build id': /Build ID: [0-9a-f]+$/m },
  crashpad: { 'a build id': /Build ID: [0-9a-f]+$/m, DT_SONAME: /\(SONAME\)/ },
  dynamorio: {
    'a PT_LOAD': /^ +LOAD /m,
    DT_SONAME: /\(SONAME\)/,
    'DT_HASH or DT_GNU_HASH': /\((GNU_)?HASH\)/,
  },
  // A kernel's linker script that throws .eh_frame_hdr away leaves an empty segment at 0, and some of its images none.
  libunwind: { PT_GNU_EH_FRAME: /^ +GNU_EH_FRAME +0x[0-9a-f]+ 0x0*[1-9a-f]/m },
};

/**
 * Where our answers about the whole image and readelf's output part, one line each; a need that no consumer has any
 * more is one, too.
 */
export async function needMistakes(readelf: string, file: string, image: ElfImage): Promise<string[]> {
  const { stdout } = await runPeer(readelf, ['-W', '-l', '-S', '-d', '-n'], file);
  const consumers = wholeImageConsumers.filter(({ id }) => id in said);
  const selection = consumers.map(({ id }) => ({ id }));
  const mistakes = unknownNeeds(consumers);
  for (const { id, keys } of evaluate(image, { role: 'vdso' }, selection)) {
    for (const { symbol, outcome } of keys) {
      const line = said[id]?.[symbol];
      if (line === undefined) continue;
      if ((outcome === 'found') !== line.test(stdout)) mistakes.push(`${id}: ${symbol} is ${outcome}`);
    }
  }
  return mistakes;
}

function unknownNeeds(consumers: readonly CatalogConsumer[]): string[] {
  return Object.entries(said).flatMap(([id, needs]) => {
    const arches = consumers.find((each) => each.id === id)?.arches ?? [];
    const known = arches.flatMap(({ keys }) => keys.map(({ symbol }) => symbol));
    return Object.keys(needs).flatMap((words) =>
      known.includes(words) ? [] : [`${id} has no need ${words}`],
    );
  });
}
