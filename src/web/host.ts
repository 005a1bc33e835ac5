import type { HostFacts } from '../sources/nodeHost.ts';

const webHost: HostFacts = {
  description: 'in a browser',
  machine: '',
  home: '/',
  isAbsolute: (path) => path.startsWith('/'),
  program: '',
  environment: {},
};

export { webHost as nodeHost };
