import type { CodeTableId, TableId } from '../../report/viewModel/tableId.ts';

const codeTables: readonly TableId[] = ['functions', 'clockPaths', 'patched'] satisfies CodeTableId[];

export function isCodeTable(id: unknown): id is CodeTableId {
  return (codeTables as readonly unknown[]).includes(id);
}
