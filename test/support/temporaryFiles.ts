import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Runs `action` with the bytes in a file of their own, which is gone afterwards. */
export async function withFile<Result>(
  bytes: Uint8Array,
  action: (file: string) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(path.join(tmpdir(), 'vdso-explorer-'));
  try {
    const file = path.join(folder, 'image.so');
    await writeFile(file, bytes);
    return await action(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
