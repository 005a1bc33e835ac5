/** How many inputs each room had, what they met, and how long they took: of one thread, and of several in turn. */

export interface RoomCounts {
  readonly room: string;
  readonly inputs: number;
  /** How often each thing was met. */
  readonly met: ReadonlyMap<string, number>;
  readonly milliseconds: number;
  readonly slowest: { readonly input: number; readonly milliseconds: number };
}

export class Counts {
  readonly #rooms = new Map<string, RoomCounts>();

  add({ room, inputs, met, milliseconds, slowest }: RoomCounts): void {
    const known = this.#rooms.get(room);
    const all = new Map(known?.met);
    for (const [each, count] of met) all.set(each, (all.get(each) ?? 0) + count);
    this.#rooms.set(room, {
      room,
      inputs: inputs + (known?.inputs ?? 0),
      met: all,
      milliseconds: milliseconds + (known?.milliseconds ?? 0),
      slowest:
        known !== undefined && known.slowest.milliseconds > slowest.milliseconds ? known.slowest : slowest,
    });
  }

  /** The room with most inputs first. */
  rooms(): readonly RoomCounts[] {
    return [...this.#rooms.values()].toSorted((a, b) => b.inputs - a.inputs);
  }
}
