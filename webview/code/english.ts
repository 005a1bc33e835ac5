/** Words of the Code tab, which come with its script. */
export const codeTabEnglish = {
  ribbon: 'Paths',
  ribbonHint: 'Each function to the scale of the longest. Select a part to see its instructions.',
  listing: 'Instructions',
  choose: 'Choose a function: its details lead to its instructions.',
  columns: ['Address', 'Bytes', 'Instruction', 'Leads to, and what it does'],
  before: 'Part before',
  after: 'Next part',
  details: 'Details of the function',
  follow: 'Follow their code',
  kinds: {
    way: 'code on some way',
    unreached: 'never reached',
    loop: 'waits',
    counter: 'reads a counter',
    kernel: 'enters the kernel',
  },
  marks: { kernel: 'enters the kernel', counter: 'reads a counter' },
  hint: 'Enter on the last column follows it, elsewhere it shows the bytes.',
} as const;
