/** As session/rows/nextTurn.ts. Not by a timer, which browsers let wait for four milliseconds after a few. */
const { port1, port2 } = new MessageChannel();
const waiting: (() => void)[] = [];
port1.addEventListener('message', () => waiting.shift()?.());
port1.start();

function nextWebTurn(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    port2.postMessage(undefined);
  });
}

export { nextWebTurn as nextTurn };
