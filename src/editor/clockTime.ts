const DAY_MS = 24 * 60 * 60 * 1000;

/** "14:03:22", by this machine's clock; with the date of what is a day old: tabs stay open for weeks. */
export function clockTime(milliseconds: number, now = Date.now()): string {
  const at = new Date(milliseconds);
  const two = (part: number) => String(part).padStart(2, '0');
  const time = [at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join(':');
  if (now - milliseconds < DAY_MS) return time;
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${time}`;
}
