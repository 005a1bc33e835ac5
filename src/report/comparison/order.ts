/** By UTF-16 units: the same order whatever language a reader has. */
export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
