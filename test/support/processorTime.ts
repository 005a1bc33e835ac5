/**
 * Milliseconds that processors work for this process while something runs. A busy machine makes it wait, which is none
 * of them. For loops that nobody counts: what has a budget is counted.
 */
export async function processorMilliseconds(run: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
