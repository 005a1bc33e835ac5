/** LZMA2: chunks of LZMA and of bytes as they are, each of at most 2 MiB (xz's src/liblzma/lzma/lzma2_decoder.c). */
import { damaged, exactly } from '../broken.ts';
import type { Cursor } from '../cursor.ts';
import type { ByteStream } from '../model.ts';
import type { Pace } from '../pace.ts';
import { Lzma } from './lzma.ts';

export async function* lzma2(bytes: Cursor, dictionary: number, pace: Pace): ByteStream {
  const lzma = new Lzma('xz', dictionary, pace.memory, () => bytes.position);
  try {
    yield* chunks(bytes, lzma, pace);
  } finally {
    lzma.free();
  }
}

async function* chunks(bytes: Cursor, lzma: Lzma, pace: Pace): ByteStream {
  // What the first chunk must set: the dictionary, the properties, the state.
  let needs = { dictionary: true, properties: true, state: true };
  for (;;) {
    const [control = 0] = await exactly(bytes, 1, 'xz');
    if (control === 0) return;
    const reset = control >> 5; // 4 to 7 for LZMA: nothing, the state, the properties, the dictionary too
    if (control === 1 || reset === 7) {
      lzma.resetDictionary();
      needs = { dictionary: false, properties: true, state: true };
    }
    if (needs.dictionary || (control > 2 && control < 0x80)) throw damaged('xz', bytes.position);
    const [high = 0, low = 0] = await exactly(bytes, 2, 'xz');
    if (control < 0x80) {
      lzma.copy(await exactly(bytes, (high << 8) + low + 1, 'xz'));
      yield lzma.take();
      continue;
    }
    const size = ((control & 0x1f) << 16) + (high << 8) + low + 1;
    const [packedHigh = 0, packedLow = 0] = await exactly(bytes, 2, 'xz');
    if (reset >= 6) {
      const [properties = 0xff] = await exactly(bytes, 1, 'xz');
      if (!lzma.setProperties(properties)) throw damaged('xz', bytes.position);
      needs.properties = false;
    }
    if (reset >= 5) {
      lzma.resetState();
      needs.state = false;
    }
    if (needs.properties || needs.state) throw damaged('xz', bytes.position);
    if (!lzma.begin(await exactly(bytes, (packedHigh << 8) + packedLow + 1, 'xz')))
      throw damaged('xz', bytes.position);
    for (let left = size; left > 0; ) {
      const decoded = lzma.decode(left, true);
      if (decoded === 0) throw damaged('xz', bytes.position);
      left -= decoded;
      yield lzma.take();
      await pace.step();
    }
    if (!lzma.isClean) throw damaged('xz', bytes.position);
  }
}
