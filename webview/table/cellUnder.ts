/** Row (-1 is the head) and cell of a grid that an event happened in. */
export function cellUnder(event: Event): { row: number; cell: number } | undefined {
  const target = event.target instanceof Element ? event.target : undefined;
  const row = target?.closest<HTMLElement>('.grid-row, .grid-head');
  if (target === undefined || !row) return undefined;
  const cell = Math.max(
    0,
    [...row.children].findIndex((child) => child.contains(target)),
  );
  return { row: row.classList.contains('grid-head') ? -1 : Number(row.dataset['row']), cell };
}
