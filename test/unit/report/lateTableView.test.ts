/** The view of a table is made when somebody wants to see it: for its widths every cell of a small table is looked at. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Meter } from '../../../src/report/meter.ts';
import { metered } from '../../../src/report/tables/metered.ts';
import { inSourceNames } from '../../../src/report/tables/sourceName.ts';
import { liveVdsoBytes } from '../../support/liveVdso.ts';
import { noVdso } from '../../support/machine.ts';
import { reportOf } from './support.ts';

test('who counts the rows of a table or changes its names asks for no view of it', {
  skip: noVdso,
}, async () => {
  const { tables } = await reportOf(liveVdsoBytes() ?? new Uint8Array());
  for (const table of tables) {
    let asked = 0;
    const watched = Object.defineProperties(
      { ...table },
      {
        view: {
          enumerable: true,
          get() {
            asked++;
            return table.view;
          },
        },
      },
    );
    const changed = inSourceNames(metered(watched, new Meter()));
    assert.equal(asked, 0, table.id);
    assert.equal(changed.view, table.view);
    assert.equal(asked, 1);
  }
});
