/** Row (-1 is the head) and cell of a grid that an event happened in. */
export function cellUnder(event: Event): { row: number; cell: number } | undefined {
  const target = event.target instanceof Element ? event.target : undefined;
  const row = target?.closest<HTMLElement>('.grid-row, .grid-head');
  if (target === undefined || !row) return undefined;
  const cells = [...row.children];
  const at = Math.max(
    0,
    cells.findIndex((child) => child.contains(target)),
  );
  // Of a wide table not all cells are in the page.
  const cell = Number(cells[at]?.ariaColIndex ?? at + 1) - 1;
  return { row: row.classList.contains('grid-head') ? -1 : Number(row.dataset['row']), cell };
}
