/** What a process runs: which system calls it makes in place of functions that its vDSO lacks, and all of it as JSON. */
import { functionOf } from '../../consumers/functionNames.ts';
import type { ConsumerFinding } from '../../consumers/model.ts';
import type { RuntimeFound } from '../../consumers/runtimes.ts';
import { repeated } from '../format.ts';
import type { Json } from '../jsonValue.ts';
import type { SubjectFacts } from './subject.ts';

/** The system call that each vDSO function stands for. */
const CALLS: Readonly<Record<string, string>> = {
  clock_gettime: 'clock_gettime',
  clock_gettime64: 'clock_gettime64',
  clock_getres: 'clock_getres',
  clock_getres_time64: 'clock_getres_time64',
  gettimeofday: 'gettimeofday',
  time: 'time',
  getcpu: 'getcpu',
  getrandom: 'getrandom',
  riscv_hwprobe: 'riscv_hwprobe',
  flush_icache: 'riscv_flush_icache',
};

/** Names of system calls, each once, in the order of the keys. */
export function systemCallsOf(
  { findings }: SubjectFacts,
  { id }: { readonly id: string },
): readonly string[] {
  const finding = findings.find((each) => each.id === id);
  return finding === undefined ? [] : [...new Set(callsOf(finding))];
}

function* callsOf({ keys }: ConsumerFinding): Generator<string> {
  const found = new Set(
    keys.filter(({ outcome }) => outcome === 'found').map(({ symbol }) => functionOf(symbol)),
  );
  for (const { outcome, symbol, elsewhere } of keys) {
    const name = functionOf(symbol);
    // What is found under another name, or is done another way, makes none.
    if (outcome !== 'fallback' || elsewhere || found.has(name)) continue;
    if (Object.hasOwn(CALLS, name)) yield CALLS[name] as string;
  }
}

/** `process` of the report. */
export function processJson(subject: SubjectFacts, runtimes: readonly RuntimeFound[]): Json {
  return {
    recognized: runtimes.length > 0,
    packed: subject.packed && { ...subject.packed },
    runtimes: runtimes.map((runtime) => ({
      consumer: runtime.id,
      release: runtime.release,
      file: runtime.file === undefined ? undefined : repeated(runtime.file),
      systemCalls: [...systemCallsOf(subject, runtime)],
    })),
  };
}
