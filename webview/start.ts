/** Starts the page. */
import { App } from './app.ts';
import { connect, forwardErrors } from './host.ts';

const root = document.getElementById('app');
if (root !== null) {
  const host = connect();
  const report = forwardErrors(host);
  const app = new App(root, host, report);
  app.start().catch(report);
}
