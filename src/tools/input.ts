/**
 * What a model asks, checked: VS Code hands over whatever the model wrote. The bounds are those of the schemas in
 * package.json; each function throws a sentence that names the argument and says what it may be.
 */
import { COMPARED_PARTS, type ComparedPart } from '../report/comparison/comparison.ts';
import { MAX_NAME } from '../report/facts/nameQuery.ts';
import { type AskedPart, askedParts, type BriefPart, briefParts } from '../report/output/budgetedJson.ts';
import type { Wanted } from './failures.ts';
import { ToolError } from './toolError.ts';

/** Fields that tools about one image have. */
export interface ImageInput {
  readonly path?: string;
  readonly pid?: number;
  /** Of the images in the file of that path the one of this number, name or place. */
  readonly image?: string;
  readonly asVdso?: boolean;
}

export interface InspectInput extends ImageInput {
  readonly parts?: readonly (BriefPart | AskedPart)[];
  readonly filter?: string;
}

export interface CheckInput extends ImageInput {
  readonly consumers?: readonly string[];
  readonly require?: readonly string[];
  readonly lookup?: readonly string[];
}

/** An image each: a path, with one of the images in its file, a process, or neither for the live one. */
export interface CompareInput {
  readonly fromPath?: string;
  readonly fromPid?: number;
  readonly fromImage?: string;
  readonly toPath?: string;
  readonly toPid?: number;
  readonly toImage?: string;
  readonly asVdso?: boolean;
  readonly consumers?: readonly string[];
  readonly parts?: readonly ComparedPart[];
}

/** Characters of a path or a place in a file, a filter and a name, the largest number a process can have, entries of a list and their characters. */
export const inputLimits = {
  path: 4096,
  filter: 200,
  pid: 2 ** 31 - 1,
  items: 50,
  item: 100,
  name: MAX_NAME,
} as const;

const IMAGE = ['path', 'pid', 'image', 'asVdso'] as const;
const SIDES = ['fromPath', 'fromPid', 'fromImage', 'toPath', 'toPid', 'toImage'] as const;

export function inspectInput(given: unknown): InspectInput {
  const input = fields(given, [...IMAGE, 'parts', 'filter']);
  return {
    ...imageInput(input),
    ...list(input, 'parts', part),
    ...text(input, 'filter', inputLimits.filter),
  };
}

export function checkInput(given: unknown): CheckInput {
  const input = fields(given, [...IMAGE, 'consumers', 'require', 'lookup']);
  return {
    ...imageInput(input),
    ...list(input, 'consumers', item),
    ...list(input, 'require', item),
    ...list(input, 'lookup', name),
  };
}

export function compareInput(given: unknown): CompareInput {
  const input = fields(given, [...SIDES, 'asVdso', 'consumers', 'parts']);
  return {
    ...text(input, 'fromPath', inputLimits.path),
    ...number(input, 'fromPid'),
    ...text(input, 'fromImage', inputLimits.path),
    ...text(input, 'toPath', inputLimits.path),
    ...number(input, 'toPid'),
    ...text(input, 'toImage', inputLimits.path),
    ...flag(input, 'asVdso'),
    ...list(input, 'consumers', item),
    ...list(input, 'parts', comparedPart),
  };
}

/** The two images that are compared. Throws where both are the live one. */
export function comparedInputs(given: unknown): readonly [ImageInput, ImageInput] {
  const { fromPath, fromPid, fromImage, toPath, toPid, toImage } = compareInput(given);
  if ([fromPath, fromPid, toPath, toPid].every((each) => each === undefined || each === ''))
    throw new ToolError('twoImages', {});
  return [
    imageInput({ path: fromPath, pid: fromPid, image: fromImage }),
    imageInput({ path: toPath, pid: toPid, image: toImage }),
  ];
}

/** The image that a tool about one is asked about. */
export function imageInput(given: unknown): ImageInput {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw new ToolError('noObject', {});
  const input = { ...given };
  return {
    ...text(input, 'path', inputLimits.path),
    ...number(input, 'pid'),
    ...text(input, 'image', inputLimits.path),
    ...flag(input, 'asVdso'),
  };
}

type Fields = Readonly<Record<string, unknown>>;
type Field<Name extends string, Value> = { readonly [Key in Name]?: Value };

function fields(given: unknown, known: readonly string[]): Fields {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw new ToolError('noObject', {});
  const stray = Object.keys(given).find((name) => !known.includes(name));
  if (stray !== undefined) throw new ToolError('unknownArgument', { name: stray, known });
  return { ...given };
}

/** The field when it is there and `is` so; else an error with what it may be. */
function field<Name extends string, Value>(
  input: Fields,
  name: Name,
  is: (value: unknown) => value is Value,
  wanted: Wanted,
): Field<Name, Value> {
  if (!Object.hasOwn(input, name)) return {};
  const value = input[name];
  if (value === undefined) return {};
  if (!is(value)) throw new ToolError('wrongArgument', { name, wanted });
  // TypeScript sees a string where the name is a type of its own.
  return { [name]: value } as Field<Name, Value>;
}

function text<Name extends string>(input: Fields, name: Name, most: number): Field<Name, string> {
  const is = (value: unknown): value is string => typeof value === 'string' && value.length <= most;
  return field(input, name, is, { kind: 'text', most });
}

function number<Name extends string>(input: Fields, name: Name): Field<Name, number> {
  const is = (value: unknown): value is number =>
    typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= inputLimits.pid;
  return field(input, name, is, { kind: 'process', most: inputLimits.pid });
}

function flag<Name extends string>(input: Fields, name: Name): Field<Name, boolean> {
  return field(input, name, (value) => typeof value === 'boolean', { kind: 'flag' });
}

interface Entry<Value> {
  is(value: unknown): value is Value;
  readonly wanted: Wanted;
  readonly most: number;
}

const texts = (characters: number): Entry<string> => ({
  is: (value): value is string => typeof value === 'string' && value.length <= characters,
  wanted: { kind: 'texts', items: inputLimits.items, most: characters },
  most: inputLimits.items,
});
const item = texts(inputLimits.item);
const name = texts(inputLimits.name);

const allParts = [...briefParts, ...askedParts];

const part: Entry<BriefPart | AskedPart> = {
  is: (value): value is BriefPart | AskedPart => allParts.some((each) => each === value),
  wanted: { kind: 'some-of', known: allParts },
  most: allParts.length,
};

const comparedPart: Entry<ComparedPart> = {
  is: (value): value is ComparedPart => COMPARED_PARTS.some((each) => each === value),
  wanted: { kind: 'some-of', known: COMPARED_PARTS },
  most: COMPARED_PARTS.length,
};

function list<Name extends string, Value>(
  input: Fields,
  name: Name,
  { is, wanted, most }: Entry<Value>,
): Field<Name, readonly Value[]> {
  const areAll = (value: unknown): value is readonly Value[] =>
    Array.isArray(value) && value.length <= most && value.every(is);
  return field(input, name, areAll, wanted);
}
