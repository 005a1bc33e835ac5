/** Results as SARIF 2.1.0 (OASIS), with what GitHub's code scanning asks for beside it: a line, and fingerprints. */
import { shown, shownJson } from '../format.ts';

/** Where something was found. */
export interface SarifPlace {
  /** Percent-encoded; relative where the file lies in the sources that are looked at. */
  readonly uri: string;
  /** What of that file, where it is not all of it. */
  readonly part?: string | undefined;
}

export interface SarifRule {
  readonly id: string;
  readonly text: string;
}

export interface SarifResult {
  readonly rule: SarifRule;
  /** Tells it from others of the same rule and place, in every run. */
  readonly fingerprint: string;
  readonly text: string;
  readonly place: SarifPlace;
}

export interface SarifRun {
  /** "vdso-explorer 1.2.3" */
  readonly generator: string;
  readonly rules: readonly SarifRule[];
  readonly results: readonly SarifResult[];
  /** What could not be looked at. */
  readonly failures: readonly { readonly text: string; readonly place: SarifPlace }[];
}

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

export function sarifDocument({ generator, rules, results, failures }: SarifRun): string {
  const [name = '', version = ''] = generator.split(' ');
  const run = {
    tool: { driver: { name, semanticVersion: version, rules: rules.map(ruleJson) } },
    invocations: [
      {
        executionSuccessful: failures.length === 0,
        toolExecutionNotifications: failures.map(({ text, place }) => ({
          level: 'error',
          message: messageJson(text),
          locations: [locationJson(place)],
        })),
      },
    ],
    results: results.map(({ rule, fingerprint, text, place }) => ({
      ruleId: rule.id,
      ruleIndex: rules.findIndex(({ id }) => id === rule.id),
      level: 'error',
      message: messageJson(text),
      locations: [locationJson(place)],
      partialFingerprints: { 'requirement/v1': shown(fingerprint) },
    })),
  };
  return shownJson(`${JSON.stringify({ $schema: SCHEMA, version: '2.1.0', runs: [run] }, undefined, 2)}\n`);
}

function ruleJson({ id, text }: SarifRule) {
  return { id, shortDescription: messageJson(text), defaultConfiguration: { level: 'error' } };
}

/**
 * Sections 3.11.5 and 3.11.6: a brace is doubled where it holds no placeholder, and what would end the text of a link
 * is escaped, where it is not already.
 */
function messageJson(text: string) {
  const unlinked = shown(text).replace(/(?<!\\)((?:\\\\)*)\](?=\()/g, '$1\\]');
  return { text: unlinked.replace(/[{}]/g, '$&$&') };
}

/** Bytes have no lines; without a first one GitHub refuses the result. */
function locationJson({ uri, part }: SarifPlace) {
  const relative = !/^[a-z][a-z\d+.-]*:/i.test(uri);
  return {
    physicalLocation: {
      artifactLocation: { uri, ...(relative ? { uriBaseId: '%SRCROOT%' } : {}) },
      region: { startLine: 1 },
    },
    ...(part === undefined ? {} : { logicalLocations: [{ fullyQualifiedName: shown(part) }] }),
  };
}
