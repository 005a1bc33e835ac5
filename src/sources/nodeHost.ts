/** What Node tells of the machine and of itself. */
import { homedir, machine } from 'node:os';
import path from 'node:path';

export interface HostFacts {
  /** For the first line of a log. */
  readonly description: string;
  /** uname -m; empty where there is no machine to speak of. */
  readonly machine: string;
  /** Where files are saved when no folder is open. */
  readonly home: string;
  readonly isAbsolute: (path: string) => boolean;
  /** Runs programs: Node itself. */
  readonly program: string;
  /** Variables of the environment. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

export const nodeHost: HostFacts = {
  description: `${process.platform} ${process.arch}, Node ${process.version}`,
  machine: machine(),
  home: homedir(),
  isAbsolute: path.isAbsolute,
  program: process.execPath,
  environment: process.env,
};
