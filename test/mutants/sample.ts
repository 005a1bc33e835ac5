/** Which mutants are made: chosen by a seed, so that a run can be repeated, and spread over rooms and kinds. */
import { createHash } from 'node:crypto';
import { changed, type Mutant } from './mutant.ts';
import { type Place, placesIn } from './mutations.ts';
import { roomOf, rooms } from './rooms.ts';
import type { SourceTree } from './sourceTree.ts';

/** A place that may be taken, and its turn. */
interface Candidate {
  readonly file: string;
  readonly place: Place;
  readonly id: string;
  readonly turn: string;
}

/** `count` mutants of the rooms, mixed, so that the first of them are a sample too; of one room where it is named. */
export function sample(tree: SourceTree, { seed = 1, count = 400, room = '' } = {}): Mutant[] {
  if (room !== '' && !(room in rooms))
    throw new Error(`no room ${room}; there are ${Object.keys(rooms).join(', ')}`);
  const chosen =
    room === ''
      ? Object.entries(rooms).map(([name, { share }]) => [name, share] as const)
      : [[room, 1] as const];
  return chosen
    .flatMap(([name, share]) => ofRoom(tree, name, seed, Math.round(count * share)))
    .toSorted((a, b) => (digest(`${seed} ${a.id}`) < digest(`${seed} ${b.id}`) ? -1 : 1));
}

/** Kinds take turns, so that the rare ones have their part as well. */
function ofRoom(tree: SourceTree, room: string, seed: number, count: number): Mutant[] {
  const byKind = new Map<string, Candidate[]>();
  for (const candidate of candidatesIn(tree, room, seed)) {
    const others = byKind.get(candidate.place.kind);
    if (others === undefined) byKind.set(candidate.place.kind, [candidate]);
    else others.push(candidate);
  }
  const waiting = [...byKind.values()].map((each) => each.toSorted((a, b) => (a.turn < b.turn ? 1 : -1)));
  const taken: Mutant[] = [];
  while (taken.length < count && waiting.some((each) => each.length > 0)) {
    for (const queue of waiting) {
      const mutant = next(tree, queue);
      if (mutant !== undefined && taken.length < count) taken.push(mutant);
    }
  }
  return taken;
}

/** The next of a kind that can be made and that the compiler takes. */
function next(tree: SourceTree, queue: Candidate[]): Mutant | undefined {
  for (let candidate = queue.pop(); candidate !== undefined; candidate = queue.pop()) {
    const mutant = mutantOf(tree, candidate);
    if (mutant !== undefined) return mutant;
  }
  return undefined;
}

function mutantOf(tree: SourceTree, { file, place, id }: Candidate): Mutant | undefined {
  const change = place.change(tree);
  if (change === undefined) return undefined;
  const { text } = tree.file(file);
  const other = changed(text, change);
  if (!tree.accepts(file, other)) return undefined;
  const { start } = change;
  return {
    ...change,
    id,
    file,
    line: lineOf(text, start),
    before: lineAt(text, start),
    after: lineAt(other, start),
  };
}

/** An id says what is changed and not where, so that other changes of the project do not choose other mutants. */
function candidatesIn(tree: SourceTree, room: string, seed: number): Candidate[] {
  const seen = new Map<string, number>();
  return tree
    .files()
    .filter((file) => roomOf(file) === room && rooms[room]?.except?.test(file) !== true)
    .flatMap((file) => {
      const { text } = tree.file(file);
      return placesIn(tree.file(file)).map((place) => {
        const name = file.split('/').at(-1);
        const what = [name, place.kind, lineAt(text, place.node.getStart()), place.node.getText()].join('\n');
        const before = seen.get(what) ?? 0;
        seen.set(what, before + 1);
        const id = digest(`${what}\n${before}`);
        return { file, place, id, turn: digest(`${seed} ${id}`) };
      });
    });
}

/** All mutants of the whole of `src/` with these ids. */
export function withIds(tree: SourceTree, ids: readonly string[]): Mutant[] {
  return Object.keys(rooms)
    .flatMap((room) => candidatesIn(tree, room, 0))
    .filter(({ id }) => ids.includes(id))
    .flatMap((candidate) => mutantOf(tree, candidate) ?? []);
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}

function lineOf(text: string, at: number): number {
  return text.slice(0, at).split('\n').length;
}

function lineAt(text: string, at: number): string {
  const end = text.indexOf('\n', at);
  return text.slice(text.lastIndexOf('\n', at - 1) + 1, end < 0 ? text.length : end).trim();
}
