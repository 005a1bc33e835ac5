/** A number as faces show it, of either kind. */
export type Quantity = number | bigint;
