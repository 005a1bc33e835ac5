/** Those who take the image as a whole stand apart from those who look names up. */
import type { ConsumerFinding } from '../../consumers/model.ts';

export function apart(
  findings: readonly ConsumerFinding[],
): readonly [names: readonly ConsumerFinding[], wholeImage: readonly ConsumerFinding[]] {
  const takesAll = ({ wholeImage }: ConsumerFinding): boolean => wholeImage === true;
  return [findings.filter((finding) => !takesAll(finding)), findings.filter(takesAll)];
}
