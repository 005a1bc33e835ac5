/** As session/worker/workerReport.ts: the extension host of a browser is a worker, and reports are read in it. */
import { openLocalReport } from '../session/localReport.ts';

export { openLocalReport as openSavedReport };
