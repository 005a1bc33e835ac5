/** What a report is about, and the language that it is told in. */
import { type FactsInput, makeFacts, type SubjectFacts } from './facts/subject.ts';
import type { Words } from './words.ts';

export { functionPlace, listedFindings } from './facts/subject.ts';

interface Told {
  readonly words: Words;
}

export interface ReportInput extends FactsInput, Told {}
export interface Subject extends SubjectFacts, Told {}

export function makeSubject(input: ReportInput): Subject {
  return { ...makeFacts(input), words: input.words };
}
