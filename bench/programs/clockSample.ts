// Measures this process's clock once, as `vdso-explorer clock` does, and prints what came of it as JSON.
import { measurementOf } from '../../src/clocks/measurement.ts';
import { nodeTiming, takeSamples } from '../../src/clocks/takeSamples.ts';

const timing = nodeTiming();
if (timing === undefined) throw new Error('This platform has no getuid().');
const [cpu, start] = [process.cpuUsage(), performance.now()];
const measured = measurementOf(takeSamples(timing, false));
const milliseconds = performance.now() - start;
const { user, system } = process.cpuUsage(cpu);
console.log(JSON.stringify({ ...measured, milliseconds, processor: (user + system) / 1000 }));
