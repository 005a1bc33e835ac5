/** A Go file's `//go:build` line (go/build/constraint): which of Go's architectures are built with the file on Linux. */
import { type AbiRow, abis } from '../../consumers/abi.ts';
import { type Condition, every, negated, some, type Truth } from './condition.ts';

const ofGo = abis.filter(({ go }) => go !== undefined);
const tags = new Set(ofGo.map(({ go }) => go));
const longest = 1000;

export function conditionsOfGo(text: string): readonly Condition[] {
  const line = /^\/\/go:build (.*)$/m.exec(text)?.[1];
  const words = line?.slice(0, longest).match(/[\w.]+|&&|\|\||[!()]/g);
  if (!words) return [];
  const rows = ofGo.filter((row) => holds(words, row) !== false);
  return rows.length === ofGo.length ? [] : [{ start: 0, end: text.length, rows }];
}

function holds(words: readonly string[], row: AbiRow): Truth {
  let at = 0;
  const either = (): Truth => {
    let left = both();
    while (words[at] === '||') {
      at++;
      left = some([left, both()]);
    }
    return left;
  };
  const both = (): Truth => {
    let left = single();
    while (words[at] === '&&') {
      at++;
      left = every([left, single()]);
    }
    return left;
  };
  const single = (): Truth => {
    const word = words[at++];
    if (word === '!') return negated(single());
    if (word === '(') {
      const value = either();
      at++;
      return value;
    }
    if (word === 'linux' || word === 'unix') return true;
    return tags.has(word) ? row.go === word : undefined;
  };
  return either();
}
