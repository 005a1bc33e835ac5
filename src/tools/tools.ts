/** The tools: input in, JSON text out. Know nothing of VS Code. */
import { allConsumers } from '../consumers/catalog/index.ts';
import type { NameWanted } from '../consumers/verdict/lookUpName.ts';
import { parseRequirement, type Requirement, selectionFor } from '../consumers/verdict/requirements.ts';
import { compareInSlices } from '../report/comparison/compareImages.ts';
import { parseName } from '../report/facts/nameQuery.ts';
import { budgetedComparison } from '../report/output/budgetedComparison.ts';
import { askedParts, type BudgetedOptions } from '../report/output/budgetedJson.ts';
import type { Session } from '../session/model.ts';
import { SliceScheduler } from '../session/rows/sliceScheduler.ts';
import { english } from '../session/words.ts';
import { codeRows } from './codeRows.ts';
import { fewNotes, toolWords } from './english.ts';
import { checkInput, comparedInputs, compareInput, inspectInput } from './input.ts';
import { onlyImage } from './meantImage.ts';
import { ToolError } from './toolError.ts';
import { imageOf, selectionOf, type ToolPlace, withSession } from './toolImage.ts';
import { twoImages } from './twoImages.ts';

/** Most characters of an answer: some 15,000 tokens. */
export const MAX_ANSWER = 60_000;
/** The head alone takes about this much. */
export const MIN_ANSWER = 6_000;
const CHARACTERS_PER_TOKEN = 3;
/** Most characters of a sentence in place of an answer. */
export const MAX_SENTENCE = 2_000;

/** What is known of who asks. */
export interface Asking {
  /** What the model has left, where it says so. */
  readonly tokenBudget?: number | undefined;
  /** Nobody waits for the answer any more. */
  readonly signal?: AbortSignal;
}

/** @param given what the model wrote. Rejects with a sentence, for what is no InspectInput too. */
export function inspectVdso(given: unknown, place: ToolPlace, asking: Asking = {}): Promise<string> {
  return inShort(async () => {
    const input = inspectInput(given);
    const image = await imageOf(input, place);
    const { parts, filter } = input;
    const options: BudgetedOptions = {
      limit: limitFor(asking.tokenBudget),
      ...(parts === undefined || parts.length === 0 ? {} : { parts: [...new Set(parts)] }),
      ...(filter === undefined ? {} : { filter }),
    };
    const { asVdso = false } = input;
    const { signal } = asking;
    // As in the terminal: a kernel and a core dump have tables of their own, and what their images do is asked of those.
    const meansInner = !asVdso && askedParts.some((part) => parts?.includes(part));
    const { opened, notes } = await onlyImage(image, place, { argument: 'image', meansInner, signal });
    const use = (session: Session) => answer(session, options, notes, signal);
    return withSession(opened, selectionOf(undefined), asVdso, place, use, signal);
  });
}

/** @param given what the model wrote. Rejects with a sentence, for what is no CheckInput too. */
export function checkConsumers(given: unknown, place: ToolPlace, asking: Asking = {}): Promise<string> {
  return inShort(async () => {
    const input = checkInput(given);
    const image = await imageOf(input, place);
    const required = [...new Set(input.require)].map(requirementOf);
    const onlyRequired = input.consumers === undefined && required.length > 0;
    const selection = selectionFor(onlyRequired ? [] : selectionOf(input.consumers), required);
    const names = [...new Set(input.lookup)].map(wantedNameOf);
    const options: BudgetedOptions = {
      limit: limitFor(asking.tokenBudget),
      parts: ['consumers'],
      required,
      // Of a file that is no vDSO those are asked who are named.
      ...(names.length === 0
        ? {}
        : { lookups: { names, ...(input.consumers === undefined ? {} : { selection }) } }),
    };
    const { asVdso = false } = input;
    const { signal } = asking;
    const asked = { argument: 'image', meansInner: !asVdso, signal } as const;
    const { opened, notes } = await onlyImage(image, place, asked);
    const use = (session: Session) => answer(session, options, notes, signal);
    return withSession(opened, selection, asVdso, place, use, signal);
  });
}

/** @param given what the model wrote. Rejects with a sentence, for what is no CompareInput too. */
export function compareVdsoImages(given: unknown, place: ToolPlace, asking: Asking = {}): Promise<string> {
  return inShort(async () => {
    const { asVdso = false, consumers, parts = [] } = compareInput(given);
    const { signal } = asking;
    const selection = selectionOf(consumers);
    const how = { selection, asVdso, signal };
    const { images, notes: told } = await twoImages(comparedInputs(given), place, how);
    const comparison = await new SliceScheduler(signal).run(compareInSlices(...images));
    const notes = fewNotes(told);
    if (!asVdso && images.some(({ role }) => role === 'elf')) notes.push(toolWords.notEvaluated);
    const room = lengthOf([...fewNotes(told), toolWords.notEvaluated, toolWords.changesLeftOut]);
    const json = budgetedComparison(english, comparison, place.generator, {
      limit: limitFor(asking.tokenBudget) - room,
      ...(parts.length > 0 && { parts }),
    });
    if (!json.endsWith('"leftOut":[]}')) notes.push(toolWords.changesLeftOut);
    return [...notes, json].join('\n');
  });
}

/** The model pays for a sentence as for an answer: one that repeats a long path is cut. */
async function inShort(work: () => Promise<string>): Promise<string> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Error) || error.message.length <= MAX_SENTENCE) throw error;
    throw new Error(`${error.message.slice(0, MAX_SENTENCE - 1)}…`, { cause: error });
  }
}

function limitFor(tokenBudget: number | undefined): number {
  if (tokenBudget === undefined || !Number.isFinite(tokenBudget)) return MAX_ANSWER;
  return Math.max(MIN_ANSWER, Math.min(MAX_ANSWER, tokenBudget * CHARACTERS_PER_TOKEN));
}

function wantedNameOf(text: string): NameWanted {
  const wanted = parseName(text);
  if (wanted === undefined) throw new ToolError('badName', { text });
  return wanted;
}

function requirementOf(text: string): Requirement {
  const known = allConsumers.map(({ id }) => id);
  const requirement = parseRequirement(text);
  if (requirement === undefined) throw new ToolError('badRequirement', { text, known });
  if (!known.includes(requirement.id))
    throw new ToolError('unknownConsumer', { text: requirement.id, known });
  return requirement;
}

/** A line each. */
function lengthOf(notes: readonly string[]): number {
  return notes.reduce((sum, note) => sum + note.length + 1, 0);
}

/** The JSON, with a sentence before it where the model should know how to go on. */
async function answer(
  session: Session,
  options: BudgetedOptions,
  told: readonly string[],
  signal?: AbortSignal,
): Promise<string> {
  const summary = await session.summary(signal);
  const notes = fewNotes(told);
  if (summary.role === 'elf' && !summary.asVdso) notes.push(toolWords.notEvaluated);
  const room = options.limit - lengthOf([...fewNotes(told), toolWords.notEvaluated, toolWords.leftOut]);
  const code = await codeRows(session, options, signal);
  const json = await session.budgetedJson({ ...options, code, limit: room }, signal);
  if (!json.endsWith('"leftOut":[]}')) notes.push(toolWords.leftOut);
  return [...notes, json].join('\n');
}
