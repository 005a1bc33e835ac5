/** What is compared of an image where its code cannot be disassembled, as in a browser. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cancelled } from '../../../src/session/cancellation.ts';
import { comparedAnyway } from '../../../src/session/comparedAnyway.ts';
import type { Session } from '../../../src/session/model.ts';
import { SessionError } from '../../../src/session/sessionError.ts';
import { comparedOf } from '../../support/compared.ts';
import { vdsoImage } from '../../support/elf/index.ts';

const image = await comparedOf(vdsoImage({ arch: 'amd64' }).bytes);

function failing(why: Error) {
  const asked: boolean[] = [];
  const session: Pick<Session, 'compared'> = {
    async compared(code) {
      asked.push(code);
      if (code) throw why;
      return image;
    },
  };
  return { session: session as Session, asked };
}

test('the rest is compared, and why the code is not is told', async () => {
  const why = new SessionError('noDisassembler', {});
  const { session, asked } = failing(why);
  const told: unknown[] = [];
  assert.equal(await comparedAnyway(session, undefined, (each) => told.push(each)), image);
  assert.deepEqual([asked, told], [[true, false], [why]]);
});

test('what nobody wants any more is not read once more', async () => {
  const { session, asked } = failing(cancelled());
  await assert.rejects(comparedAnyway(session), { code: 'cancelled' });
  assert.deepEqual(asked, [true]);
});
