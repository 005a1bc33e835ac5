/** What a model may write: the functions and the schemas in package.json say the same, and the rest gets a sentence. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { checkInput, compareInput, imageInput, inputLimits, inspectInput } from '../../../src/tools/input.ts';
import { checkConsumers, compareVdsoImages, inspectVdso } from '../../../src/tools/tools.ts';

interface Schema {
  readonly type?: string;
  readonly maximum?: number;
  readonly minimum?: number;
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly enum?: readonly string[];
  readonly items?: Schema;
}

interface Tool {
  readonly name: string;
  readonly inputSchema: {
    readonly additionalProperties: boolean;
    readonly properties: Readonly<Record<string, Schema>>;
  };
}

const manifest = JSON.parse(await readFile(new URL('../../../package.json', import.meta.url), 'utf8'));
const tools = manifest.contributes.languageModelTools as readonly Tool[];
const readers = {
  inspect_vdso: inspectInput,
  check_vdso_consumers: checkInput,
  compare_vdso_images: compareInput,
} as const;
const readerOf = (name: string) => readers[name as keyof typeof readers];

/** The largest value that a schema allows, and the ones just beyond. */
function edges(schema: Schema): { readonly good: unknown; readonly bad: readonly unknown[] } {
  switch (schema.type) {
    case 'string': {
      if (schema.enum !== undefined) return { good: schema.enum.at(-1), bad: ['nothing'] };
      assert.ok(schema.maxLength !== undefined, 'every text has a bound');
      return { good: 'x'.repeat(schema.maxLength), bad: ['x'.repeat(schema.maxLength + 1)] };
    }
    case 'integer':
      assert.ok(schema.maximum !== undefined && schema.minimum !== undefined);
      return { good: schema.maximum, bad: [schema.maximum + 1, schema.minimum - 1, 1.5, Number.NaN, 1e300] };
    case 'boolean':
      return { good: true, bad: [0, 'true'] };
    default: {
      assert.ok(schema.items !== undefined && schema.maxItems !== undefined, 'every list has a bound');
      const { good, bad } = edges(schema.items);
      const list = Array.from({ length: schema.maxItems }, () => good);
      return { good: list, bad: [[...list, good], ...bad.map((each) => [each]), [[good]], good] };
    }
  }
}

const NEVER: readonly unknown[] = [
  null,
  [],
  {},
  { toString: () => 'symbols', length: 1 },
  Symbol.iterator,
  () => 'x',
  5n,
];

for (const { name, inputSchema } of tools) {
  test(`${name}: the schema's bounds are the ones that are checked`, () => {
    assert.equal(inputSchema.additionalProperties, false);
    for (const [field, schema] of Object.entries(inputSchema.properties)) {
      const { good, bad } = edges(schema);
      assert.deepEqual(readerOf(name)({ [field]: good }), { [field]: good });
      const isList = schema.type === 'array';
      for (const value of [...bad, ...NEVER.filter((each) => !isList || !Array.isArray(each))]) {
        assert.throws(
          () => readerOf(name)({ [field]: value }),
          (error) => {
            assert.ok(error instanceof Error && !(error instanceof TypeError), String(error));
            assert.match(error.message, new RegExp(`^"${field}" must be [^\\n]+\\.$`));
            return true;
          },
        );
      }
    }
  });

  test(`${name}: what is no object, and what is no argument`, () => {
    for (const value of [
      undefined,
      ...NEVER.filter((each) => typeof each !== 'object' || Array.isArray(each)),
      null,
    ]) {
      assert.throws(() => readerOf(name)(value), {
        name: 'ToolError',
        code: 'noObject',
        message: /must be one object/,
      });
      assert.throws(() => imageInput(value), {
        name: 'ToolError',
        code: 'noObject',
        message: /must be one object/,
      });
    }
    const stray = `${'x'.repeat(5_000)}\u202e`;
    assert.throws(
      () => readerOf(name)({ [stray]: 1 }),
      ({ message }: Error) => {
        assert.match(message, /^There is no argument "x+…"\. Known are (path, pid|fromPath, fromPid), /);
        return message.length < 500;
      },
    );
    assert.throws(() => readerOf(name)(JSON.parse('{"__proto__": 1}')), /There is no argument "__proto__"/);
    assert.deepEqual(readerOf(name)(Object.create({ path: 5 })), {}, 'what it inherits is no argument');
  });
}

test('the tools themselves answer wrong arguments with a sentence', async () => {
  const place = { generator: 'x', worker: 'x', folders: [], covers: () => true };
  for (const work of [
    inspectVdso({ pid: 'x' }, place),
    inspectVdso(null, place),
    checkConsumers({ require: Array.from({ length: 2_000 }, () => 'go') }, place),
    checkConsumers({ consumers: 'go' }, place),
    compareVdsoImages({ fromPid: 0 }, place),
    compareVdsoImages({ fromPath: 'a', parts: ['rooms'] }, place),
  ]) {
    await assert.rejects(work, { name: 'ToolError', message: /must be [^\n]+\.$/ });
  }
  assert.equal(inputLimits.items, 50);
});
