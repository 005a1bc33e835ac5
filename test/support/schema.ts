/** docs/report.schema.json. Compiled once a process, and when it is asked for: that takes most of a second. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';

interface Schema {
  readonly $id: string;
  readonly $defs: object;
}

const MOST_ERRORS = 5;

const schema = JSON.parse(
  readFileSync(new URL('../../docs/report.schema.json', import.meta.url), 'utf8'),
) as Schema;
const ajv = new Ajv2020({ strict: true, allErrors: true });
ajv.addSchema(schema);

/** @param part name of a definition in it; absent: what is said of a whole report */
export function assertFollowsSchema(value: unknown, part?: string): void {
  const valid = ajv.getSchema(part === undefined ? schema.$id : `${schema.$id}#/$defs/${part}`);
  if (valid === undefined) throw new RangeError(`The schema has no ${part}.`);
  if (!valid(value)) assert.fail(JSON.stringify(valid.errors?.slice(0, MOST_ERRORS), undefined, 2));
}
