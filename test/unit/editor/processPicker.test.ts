/** The list of processes: there at once, and told more of while it is open. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { Log } from '../../../src/plainText/log.ts';
import { fake } from '../../support/fakeVscode.ts';
import { notLinux } from '../../support/machine.ts';
import { whileRunning } from '../../support/sleeper.ts';

const { pickProcess } = await import('../../../src/editor/processPicker.ts');

interface Item {
  readonly label: string;
  readonly description?: string;
  readonly pid?: number;
}

/** More than are looked at together. */
const SLEEPERS = 9;

/** What the list shows, each time that it is filled; and what a user does with it. */
class Picker {
  readonly filled: (readonly Item[])[] = [];
  busy = false;
  selectedItems: readonly Item[] = [];
  activeItems: readonly Item[] = [];
  accept = () => {};
  hide = () => {};
  onDidAccept(listener: () => void): void {
    this.accept = listener;
  }
  onDidHide(listener: () => void): void {
    this.hide = listener;
  }
  show(): void {}
  dispose(): void {}
  get items(): readonly Item[] {
    return this.filled.at(-1) ?? [];
  }
  /** As in VS Code, the first one is the active one then. */
  set items(items: readonly Item[]) {
    this.filled.push(items);
    this.activeItems = items.slice(0, 1);
  }
}

function opened(context: TestContext) {
  context.mock.timers.enable({ apis: ['setInterval'] });
  const picker = new Picker();
  context.mock.method(fake.window, 'createQuickPick', () => picker);
  const lines: string[] = [];
  const log = { info: (line: string) => void lines.push(line) } as unknown as Log;
  const chosen = pickProcess(log);
  const until = async (holds: () => boolean) => {
    while (!holds()) {
      await new Promise((resolve) => setImmediate(resolve));
      context.mock.timers.tick(150);
    }
  };
  return { picker, lines, chosen, until };
}

async function whileSleeping(count: number, use: (pids: readonly number[]) => Promise<void>): Promise<void> {
  const more = (pids: readonly number[]): Promise<void> =>
    pids.length === count ? use(pids) : whileRunning(['sleep', '60'], {}, ({ pid }) => more([...pids, pid]));
  await more([]);
}

test('it is there at once, and tells more of its processes while they are looked at', {
  skip: notLinux,
}, async (context) => {
  await whileSleeping(SLEEPERS, async (pids) => {
    const { picker, lines, chosen, until } = opened(context);
    await until(() => picker.filled.length > 0);
    assert.equal(picker.busy, true);
    const [first = []] = picker.filled;
    for (const pid of pids) assert.ok(first.some((each) => each.pid === pid));
    assert.match(lines.join(), /^Listed \d+ processes, of which cannot be read: /);
    const wanted = first.find(({ pid }) => pid === pids[0]);
    assert.ok(wanted);
    picker.activeItems = [wanted];
    await until(() => !picker.busy);
    const told = picker.filled.map(
      (items) =>
        items.filter(({ pid = 0, description = '' }) => pids.includes(pid) && /glibc|musl/.test(description))
          .length,
    );
    assert.deepEqual([told[0], told.at(-1)], [0, SLEEPERS]);
    assert.ok(
      told.some((count) => count > 0 && count < SLEEPERS),
      told.join(),
    );
    assert.equal(picker.activeItems[0]?.pid, pids[0], 'what was pointed at still is');
    picker.accept();
    assert.equal(await chosen, pids[0]);
  });
});

test('closed it is no choice, and is not filled any more', { skip: notLinux }, async (context) => {
  const { picker, chosen, until } = opened(context);
  await until(() => picker.filled.length > 0);
  picker.hide();
  assert.equal(await chosen, undefined);
  const { length } = picker.filled;
  let turns = 0;
  await until(() => ++turns > 100);
  assert.equal(picker.filled.length, length);
});

test('one that is chosen comes before one that is pointed at', { skip: notLinux }, async (context) => {
  const { picker, chosen, until } = opened(context);
  await until(() => picker.filled.length > 0);
  const own = picker.items.filter(({ pid }) => pid === process.pid);
  picker.selectedItems = own;
  picker.accept();
  assert.equal(await chosen, process.pid);
});
