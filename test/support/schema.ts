/** docs/report.schema.json. Compiled once a process, and when it is asked for: that takes most of a second. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

const MOST_ERRORS = 5;

let validatorOf: ((part: string | undefined) => ValidateFunction | undefined) | undefined;

/** @param part name of a definition in it; absent: what is said of a whole report */
export function assertFollowsSchema(value: unknown, part?: string): void {
  validatorOf ??= load();
  const valid = validatorOf(part);
  if (valid === undefined) throw new RangeError(`The schema has no ${part}.`);
  if (!valid(value)) assert.fail(JSON.stringify(valid.errors?.slice(0, MOST_ERRORS), undefined, 2));
}

function load(): NonNullable<typeof validatorOf> {
  const file = new URL('../../docs/report.schema.json', import.meta.url);
  const schema = JSON.parse(readFileSync(file, 'utf8')) as { readonly $id: string };
  const ajv = new Ajv2020({ strict: true, allErrors: true });
  ajv.addSchema(schema);
  return (part) => ajv.getSchema(part === undefined ? schema.$id : `${schema.$id}#/$defs/${part}`);
}
