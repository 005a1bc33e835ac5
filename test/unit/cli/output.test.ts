import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { writeAll } from '../../../src/cli/output.ts';
import { TextWriter } from '../../../src/report/utf8Writer.ts';

/** 200 pieces in the same memory, as a report gives them. */
function* pieces(): Generator<Uint8Array> {
  const out = new TextWriter();
  for (let i = 0; i < 200; i++) {
    out.text(`piece ${i}\n`);
    yield out.take();
  }
}

test('a piece is out before the next is written over it', async () => {
  const written: string[] = [];
  const stream = new Writable({
    highWaterMark: 1 << 20,
    write(chunk: Buffer, _encoding, done) {
      // Looked at late, as a pipe does that is full.
      setImmediate().then(() => {
        written.push(chunk.toString());
        done();
      }, done);
    },
  });
  assert.equal(await writeAll(stream, pieces()), true);
  assert.equal(written.join(''), Array.from({ length: 200 }, (_, i) => `piece ${i}\n`).join(''));
});

/** A stream whose writes fail from the second on. */
function failing(code: string): { stream: Writable; asked: () => number } {
  let asked = 0;
  const stream = new Writable({
    write(_chunk, _encoding, done) {
      asked++;
      if (asked === 1) done();
      else process.nextTick(done, Object.assign(new Error(code), { code }));
    },
  });
  return { stream, asked: () => asked };
}

test('a reader that has gone ends the writing, and nothing else', async () => {
  const { stream, asked } = failing('EPIPE');
  assert.equal(await writeAll(stream, pieces()), false);
  await setImmediate();
  assert.equal(asked(), 2);
});

test('what cannot be written is said in a sentence', async () => {
  const { stream } = failing('ENOSPC');
  await assert.rejects(writeAll(stream, pieces()), { message: /could not be written \(ENOSPC\)/ });
});
