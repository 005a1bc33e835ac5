/** `--lookup`: names looked up as the selected consumers do, in place of a report. */
import type { NameWanted } from '../consumers/verdict/lookUpName.ts';
import { runToEnd } from '../elf/reading/runToEnd.ts';
import { lookUp, type NameLookup } from '../report/facts/nameLookup.ts';
import { partJson } from '../report/output/headerJson.ts';
import { nameLookupJson, nameLookupText } from '../report/output/lookupReport.ts';
import type { Subject } from '../report/subject.ts';
import type { Inspect } from './command.ts';
import { lines } from './output.ts';

type Asked = Pick<Inspect, 'lookups' | 'selection' | 'named' | 'replay'>;

export function* lookupsText(subject: Subject, asked: Asked): Generator<string> {
  for (const wanted of asked.lookups) {
    const lookup = lookedUp(subject, wanted, asked);
    yield* lines(nameLookupText(subject, lookup, withSteps(asked)));
  }
}

export function* lookupsJson(subject: Subject, asked: Asked): Generator<string> {
  const lookups = asked.lookups.map((wanted) =>
    nameLookupJson(subject, lookedUp(subject, wanted, asked), withSteps(asked)),
  );
  yield partJson(subject, { lookups });
}

/** Of a file that is no vDSO only those are asked who are named. */
function lookedUp(subject: Subject, wanted: NameWanted, { selection, named }: Asked): NameLookup {
  const anybody = named || subject.role === 'vdso' || subject.asVdso;
  return runToEnd(lookUp(subject, wanted, anybody ? selection : []));
}

function withSteps({ named, replay }: Asked): boolean {
  return named || replay;
}
