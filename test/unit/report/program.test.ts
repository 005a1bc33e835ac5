/** What is said of a program's variables and of the kernels that the atlas knows. */

import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { kernelImageNamed, kernelsOf } from '../../../src/consumers/atlas/kernels.ts';
import { heldLine, heldOtherwise, heldText, searchedText } from '../../../src/report/english/program.ts';
import { atlasJson } from '../../../src/report/output/atlasJson.ts';
import { english } from '../../../src/session/words.ts';
import { joined } from '../../support/pieces.ts';

test('a variable’s value is told with the one that was predicted, where they differ', () => {
  const held = { address: 0x33n, value: 0x11n, expected: 0x22n };
  assert.equal(heldText(held), '0x11, predicted 0x22');
  assert.equal(heldText({ ...held, value: 0x22n }), '0x22, as predicted');
  assert.match(heldLine({ ...held, value: 0x22n }, 'runtime.vdso', 7), /0x22, as predicted/);
  for (const sentence of [heldLine(held, 'runtime.vdso', 7), heldOtherwise(held, 'runtime.vdso', 7)])
    assert.match(sentence, /runtime\.vdso of process 7 holds 0x11 and not the predicted 0x22/);
  assert.notEqual(heldOtherwise({ ...held, value: 0n }, 'v', 7), heldOtherwise(held, 'v', 7));
});

test('where a program’s keys were looked up elsewhere, it says in which image', () => {
  assert.match(searchedText({ pid: 7, own: true }), /looked up in the live image of this process \(7\), not/);
});

test('kernels whose image was built by Debian say by which package', () => {
  const image = kernelImageNamed('x86_64') ?? kernelImageNamed('x86-64') ?? assert.fail('no x86-64');
  const kernels = kernelsOf(image);
  const report = JSON.parse(joined(atlasJson(english, { kernels, rows: [] }, 'vdso-explorer 0.0.0'))) as {
    readonly kernels: readonly { readonly release: string; readonly build?: string }[];
  };
  assert.deepEqual(
    report.kernels.map(({ release, build }) => [release, build]),
    kernels.map(({ release, build }) => [release, build === undefined ? undefined : `Debian ${build}`]),
  );
  assert.ok(report.kernels.some(({ build }) => build !== undefined));
});
