/** Test results as JUnit's Ant task writes them, in the parts that Jenkins, GitLab and Azure Pipelines read alike. */
import { closeTag, emptyElement, openTag, textElement, XML_DECLARATION } from './xml.ts';

export interface TestSuite {
  readonly name: string;
  readonly cases: readonly TestCase[];
}

export interface TestCase {
  readonly name: string;
  /** What was tested, by its path. */
  readonly file?: string | undefined;
  /** Absent where it passed; an error is no verdict. */
  readonly ended?: { readonly as: 'failure' | 'error'; readonly type: string; readonly message: string };
}

/** Line by line. */
export function* junitDocument(name: string, suites: Iterable<TestSuite>): Generator<string> {
  yield XML_DECLARATION;
  yield openTag('testsuites', { name });
  for (const suite of suites) yield* suiteLines(suite);
  yield closeTag('testsuites');
}

function* suiteLines({ name, cases }: TestSuite): Generator<string> {
  const counted = (as: 'failure' | 'error') => cases.filter(({ ended }) => ended?.as === as).length;
  const counts = { tests: cases.length, failures: counted('failure'), errors: counted('error'), skipped: 0 };
  yield `  ${openTag('testsuite', { name, ...counts })}`;
  for (const { name: test, file, ended } of cases) {
    const attributes = { classname: name, name: test, file };
    if (ended === undefined) yield `    ${emptyElement('testcase', attributes)}`;
    else {
      const { as, type, message } = ended;
      yield `    ${openTag('testcase', attributes)}`;
      yield `      ${textElement(as, { type, message }, message)}`;
      yield `    ${closeTag('testcase')}`;
    }
  }
  yield `  ${closeTag('testsuite')}`;
}
