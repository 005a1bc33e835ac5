// A process that opens a file, shows its first rows and checks the rest, and on demand sorts and filters them: for its peak memory.

import { openLocal } from '../../src/session/openLocal.ts';
import { PREVIEW_SYMBOLS } from '../../src/session/openSession.ts';
import { openFile } from '../../src/sources/fileSource.ts';
import { nodeFiles } from '../../src/sources/nodeFiles.ts';

const [file = '', work] = process.argv.slice(2);
const { source, info } = await openFile(nodeFiles, file);
const options = { selection: [], asVdso: false, symtab: false };
const session = await openLocal({ source, info, options, preview: PREVIEW_SYMBOLS, generator: 'bench' });
const query = { table: 'symbols', filter: '', start: 0, count: 60 } as const;
await session.rows(query);
await session.whole();
if (work !== undefined) {
  await session.rows({ ...query, sort: { column: 'name', descending: false } });
  await session.rows({ ...query, filter: 'module1500' });
}
await session.dispose();
