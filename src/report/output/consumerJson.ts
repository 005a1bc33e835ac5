/** A consumer of `consumers`, in the report and in what `check` and the tools say. */

import { liveImageOf } from '../../consumers/english/programs.ts';
import type { ConsumerFinding, ProgramFacts, ReplayStep, VersionFinding } from '../../consumers/model.ts';
import { hex, jsonOf } from '../format.ts';
import type { Json } from '../jsonValue.ts';
import { keyJson } from '../tables/keys.ts';
import { reasonText, type Words } from '../words.ts';
import type { JsonWriter } from './jsonWriter.ts';

/** Written key by key: with their steps those of one consumer are some megabytes. */
export function* consumerJson(
  json: JsonWriter,
  words: Words,
  finding: ConsumerFinding,
  replay: boolean,
): Generator<void> {
  const { id, release, requestedRelease, wholeImage, arch, outcome, reason, proof, program, version, keys } =
    finding;
  json.begin('object');
  json.attributes({
    id,
    release,
    requestedRelease: requestedRelease?.name,
    name: words.consumers.consumer(finding),
    wholeImage,
    arch,
    outcome,
    reason,
    proof,
    why: reasonText(words, finding.why),
    program: program && programJson(program),
    steps: stepsJson(words, finding, replay),
    version: version && versionJson(words, version, replay),
  });
  json.name('keys');
  yield* json.array(keys.length, (index) => {
    const key = keys[index];
    json.out.text(
      jsonOf(key === undefined ? null : { ...keyJson(words, key), steps: stepsJson(words, key, replay) }),
    );
  });
  json.end();
}

function programJson({ goVersion, path, foundBy, sharedLibrary, searched }: ProgramFacts): Json {
  return {
    goVersion,
    path,
    foundBy,
    library: sharedLibrary,
    searched: searched && liveImageOf(searched),
  };
}

function versionJson(words: Words, version: VersionFinding, replay: boolean): Json {
  return {
    variable: version.variable,
    name: version.name,
    hash: hex(version.hash),
    hashCorrect: version.hashCorrect,
    hashVerified: version.hashCorrect,
    outcome: version.outcome,
    index: version.index,
    why: reasonText(words, version.why),
    steps: stepsJson(words, version, replay),
  };
}

export function stepsJson(
  words: Words,
  { steps }: { readonly steps: readonly ReplayStep[] },
  replay: boolean,
): Json | undefined {
  return replay ? steps.map((step) => stepJson(words, step)) : undefined;
}

function stepJson({ consumers }: Words, step: ReplayStep): Json {
  const { code, result, offset, length } = step;
  return {
    code,
    result,
    text: consumers.reason(step),
    offset: offset === undefined ? undefined : hex(offset),
    length,
  };
}
