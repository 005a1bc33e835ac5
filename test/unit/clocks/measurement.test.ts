/** The decision, on samples as they were recorded and on samples made to fool it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { clocksEnglish } from '../../../src/clocks/english.ts';
import { measurementOf, type Samples } from '../../../src/clocks/measurement.ts';
import { MOST_PROCESSOR, nodeTiming, type Timing, takeSamples } from '../../../src/clocks/takeSamples.ts';
import { CLOCKSOURCE } from '../../../src/sources/hostInfo.ts';
import { recorded } from '../../support/clocks/recorded.ts';
import { notLinux } from '../../support/machine.ts';

/** A batch each round. */
function samples(clock: number, systemCall: number, witness = clock, more: Partial<Samples> = {}): Samples {
  const batches = (ns: number) => Array.from({ length: 100 }, (_, at) => 100 * ns * (at % 7 === 0 ? 9 : 1));
  return {
    calls: 100,
    clock: batches(clock),
    systemCall: batches(systemCall),
    witness: batches(witness),
    traced: false,
    ...more,
  };
}

describe('recorded', () => {
  for (const { name, expected, samples: of } of recorded)
    test(`${name}: ${expected}`, () => assert.equal(measurementOf(of).verdict, expected));
});

describe('the decision', () => {
  test('by how much of a system call a clock call costs', () => {
    assert.equal(measurementOf(samples(40, 300)).verdict, 'user');
    assert.equal(measurementOf(samples(300, 300)).verdict, 'kernel');
    assert.equal(measurementOf(samples(4000, 300)).verdict, 'kernel', 'hpet, or a counter that is trapped');
    const between = measurementOf(samples(210, 300));
    assert.deepEqual([between.verdict, between.why], ['unclear', 'between']);
  });

  test('figures are of a single call, and of the quick batches', () => {
    const { nsPerCall, nsPerSystemCall, nsPerWitness, ratio, rounds } = measurementOf(samples(40, 320, 30));
    assert.deepEqual([nsPerCall, nsPerSystemCall, nsPerWitness, ratio, rounds], [40, 320, 30, 0.125, 100]);
  });

  test('is none for a process that is traced', () => {
    const traced = measurementOf(samples(40, 300, 40, { traced: true }));
    assert.deepEqual([traced.verdict, traced.why], ['unclear', 'traced']);
  });

  test('is none without the second witness', () => {
    const found = measurementOf(samples(40, 300, 300));
    assert.deepEqual([found.verdict, found.why], ['unclear', 'witness-differs']);
  });

  test('is none of a few rounds, or of no time', () => {
    const few = { clock: [1, 1], systemCall: [9, 9], witness: [1, 1] };
    assert.equal(measurementOf(samples(1, 9, 1, few)).why, 'too-few');
    assert.equal(measurementOf(samples(1, 9, 1, { clock: [] })).why, 'too-few');
    assert.equal(measurementOf(samples(0, 0)).why, 'too-few');
  });

  test('is none where half of the samples say otherwise', () => {
    const clock = Array.from({ length: 100 }, (_, at) => (at % 2 === 0 ? 4000 : 40_000));
    assert.equal(measurementOf(samples(40, 300, 40, { clock })).why, 'halves-differ');
  });
});

describe('taking samples', () => {
  /** Time goes on by what each call costs, and by `pause` after each batch's worth of calls. */
  function pretended(costs: { readonly clock: number; readonly systemCall: number }, idle = 0) {
    let [now, busy, calls] = [0, 0, 0];
    const pass = (ns: number) => {
      now += ns / 1e6;
      busy += ns / 1e6;
      if (++calls % 64 === 0) now += idle;
    };
    const timing: Timing = {
      clock: () => {
        pass(costs.clock);
        return now;
      },
      witness: () => {
        pass(costs.clock);
        return now;
      },
      systemCall: () => pass(costs.systemCall),
      processor: () => busy,
    };
    return { timing, now: () => now, busy: () => busy };
  }

  test('takes less than a tenth of a second of the processor however slow the clock is', () => {
    for (const ns of [30, 400, 5000, 30_000]) {
      const { timing, busy } = pretended({ clock: ns, systemCall: 300 });
      const taken = takeSamples(timing, false);
      assert.ok(busy() < MOST_PROCESSOR + 10, `${ns} ns: ${busy()} ms`);
      assert.equal(taken.clock.length, taken.systemCall.length);
    }
  });

  test('takes less than a second on a machine that lets it wait', () => {
    const { timing, now } = pretended({ clock: 50, systemCall: 300 }, 5);
    takeSamples(timing, false);
    assert.ok(now() < 1000, `${now()} ms`);
  });

  test('has samples of a machine that lets it wait after each batch', () => {
    const { timing } = pretended({ clock: 50, systemCall: 300 }, 3);
    assert.ok(takeSamples(timing, false).clock.length >= 30);
  });

  test('of a pretended clock gives what it costs', () => {
    const { timing } = pretended({ clock: 50, systemCall: 300 });
    const found = measurementOf(takeSamples(timing, false));
    assert.equal(found.verdict, 'user');
    assert.ok(Math.abs(found.nsPerSystemCall - 300) < 3 && Math.abs(found.nsPerCall - 50) < 1);
  });

  test('has each call in its own column, whatever the process took before', () => {
    const { timing } = pretended({ clock: 50, systemCall: 300 });
    const before = 5000;
    const samples = takeSamples(
      {
        ...timing,
        witness: () => {
          timing.systemCall();
          return timing.witness();
        },
        processor: () => before + timing.processor(),
      },
      true,
    );
    const found = measurementOf(samples);
    assert.ok(samples.clock.length >= 30, `${samples.clock.length}`);
    assert.ok(found.nsPerWitness > found.nsPerSystemCall, JSON.stringify(found));
    assert.equal(found.why, 'traced');
  });

  test('on this machine is not false', { skip: notLinux }, () => {
    const timing = nodeTiming();
    assert.ok(timing !== undefined);
    const found = measurementOf(takeSamples(timing, false));
    assert.notEqual(found.verdict, LIVE_IS_FALSE[liveSource()], JSON.stringify(found));
  });
});

/** What no measurement may say under these clock sources, with the vDSO that every test process has. */
const LIVE_IS_FALSE: Readonly<Record<string, string>> = { tsc: 'kernel', hpet: 'user', acpi_pm: 'user' };

function liveSource(): string {
  try {
    return readFileSync(`${CLOCKSOURCE}/current_clocksource`, 'utf8').trim();
  } catch {
    return '';
  }
}

test('the sentence has figures where there are any', () => {
  const told = (of: Samples) => {
    const measured = measurementOf(of);
    return clocksEnglish.verdict({ verdict: measured.verdict, causes: [], measured });
  };
  assert.equal(
    told(samples(40, 320)),
    'Clock calls stay in user space: 40 ns each, a system call costs 320 ns.',
  );
  assert.equal(told(samples(480, 320)), 'A clock call costs as much as a system call: 480 ns beside 320 ns.');
  assert.match(told(samples(210, 300)), /is unclear: a clock call costs 210 ns, a system call 300 ns; it is/);
  assert.equal(
    told(samples(1, 9, 1, { clock: [] })),
    'Whether clock calls stay in user space is unclear: the machine was too busy for enough samples.',
  );
});
