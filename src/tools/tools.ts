/** The two tools: input in, JSON text out. Know nothing of VS Code. */
import { catalog } from '../consumers/catalog/index.ts';
import { parseRequirement, type Requirement, selectionFor } from '../consumers/requirements.ts';
import type { BriefOptions, BriefPart } from '../report/brief.ts';
import type { Session } from '../session/model.ts';
import { sentences } from './english.ts';
import { type ImageInput, imageOf, selectionOf, type ToolPlace, withSession } from './toolImage.ts';

export interface InspectInput extends ImageInput {
  readonly parts?: readonly BriefPart[];
  readonly filter?: string;
}

export interface CheckInput extends ImageInput {
  readonly consumers?: readonly string[];
  readonly require?: readonly string[];
}

/** Most characters of an answer: some 15,000 tokens. */
export const MAX_ANSWER = 60_000;
/** The head alone takes about this much. */
const MIN_ANSWER = 6_000;
const CHARACTERS_PER_TOKEN = 3;

/** What is known of who asks. */
export interface Asking {
  /** What the model has left, where it says so. */
  readonly tokenBudget?: number | undefined;
  /** Nobody waits for the answer any more. */
  readonly signal?: AbortSignal;
}

export async function inspectVdso(
  input: InspectInput,
  place: ToolPlace,
  { tokenBudget, signal }: Asking = {},
): Promise<string> {
  const image = imageOf(input, place);
  const { parts, filter } = input;
  const options: BriefOptions = {
    limit: limitFor(tokenBudget),
    ...(parts === undefined || parts.length === 0 ? {} : { parts }),
    ...(filter === undefined ? {} : { filter }),
  };
  const use = (session: Session) => answer(session, options, signal);
  return withSession(image, selectionOf(undefined), input.asVdso ?? false, place, use, signal);
}

export async function checkConsumers(
  input: CheckInput,
  place: ToolPlace,
  { tokenBudget, signal }: Asking = {},
): Promise<string> {
  const image = imageOf(input, place);
  const required = (input.require ?? []).map(requirementOf);
  const onlyRequired = input.consumers === undefined && required.length > 0;
  const selection = selectionFor(onlyRequired ? [] : selectionOf(input.consumers), required);
  const options: BriefOptions = { limit: limitFor(tokenBudget), parts: ['consumers'], required };
  const use = (session: Session) => answer(session, options, signal);
  return withSession(image, selection, input.asVdso ?? false, place, use, signal);
}

function limitFor(tokenBudget: number | undefined): number {
  if (tokenBudget === undefined) return MAX_ANSWER;
  return Math.max(MIN_ANSWER, Math.min(MAX_ANSWER, tokenBudget * CHARACTERS_PER_TOKEN));
}

function requirementOf(text: string): Requirement {
  const known = catalog.map(({ id }) => id);
  const requirement = parseRequirement(text);
  if (requirement === undefined) throw new Error(sentences.badRequirement(text, known));
  if (!known.includes(requirement.id)) throw new Error(sentences.unknownConsumer(requirement.id, known));
  return requirement;
}

/** The JSON, with a sentence before it where the model should know how to go on. */
async function answer(session: Session, options: BriefOptions, signal?: AbortSignal): Promise<string> {
  const summary = await session.summary(signal);
  const notes: string[] = [];
  if (summary.role === 'elf' && !summary.asVdso) notes.push(sentences.notEvaluated);
  const room = options.limit - sentences.notEvaluated.length - sentences.leftOut.length - 2;
  const json = await session.brief({ ...options, limit: room }, signal);
  if (!json.endsWith('"leftOut":[]}')) notes.push(sentences.leftOut);
  return [...notes, json].join('\n');
}
