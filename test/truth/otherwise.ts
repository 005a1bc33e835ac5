/**
 * Lookups whose own code was run by other tests than the truth tests. With proved.tsv and byHand.tsv these are all that
 * the catalogue may call run.
 */
export interface RunOtherwise {
  readonly consumer: string;
  readonly release: string;
  readonly arches: readonly string[];
  readonly how: string;
}

export const otherwise: readonly RunOtherwise[] = [
  {
    consumer: 'go',
    release: '1.19',
    arches: ['amd64'],
    how: '`test/oracle`: the variables of a running program, and its lookup compiled from the installed source',
  },
  {
    consumer: 'glibc',
    release: '2.36',
    arches: ['x86_64'],
    how: '`test/oracle`: the variables of a running static program',
  },
];
