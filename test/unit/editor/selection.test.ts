import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allConsumers } from '../../../src/consumers/catalog/index.ts';
import { chosenConsumers } from '../../../src/editor/selection.ts';
import { readManifest, settingItems } from '../../support/consumersSetting.ts';

const spoken = (consumers: unknown, goRelease = 'newest') =>
  chosenConsumers(consumers, goRelease).filter(({ quiet }) => !quiet);

test('what the setting names comes first and is spoken of; all others are evaluated quietly', () => {
  const selection = chosenConsumers(['musl@1.2.5', 'go'], '1.21');
  assert.deepEqual(selection.slice(0, 2), [
    { id: 'musl', release: '1.2.5' },
    { id: 'go', release: '1.21' },
  ]);
  assert.equal(selection.length, allConsumers.length);
  assert.equal(new Set(selection.map(({ id }) => id)).size, allConsumers.length);
  assert.ok(selection.slice(2).every(({ quiet }) => quiet === true));
});

test('a release beside go wins over the setting for Go', () => {
  assert.deepEqual(spoken(['go@1.19'], '1.21'), [{ id: 'go', release: '1.19' }]);
  assert.deepEqual(spoken(['go']), [{ id: 'go' }]);
});

test('what is no known consumer, and what is no list, is passed over', () => {
  assert.deepEqual(spoken(['java', 7, 'go', 'go']), [{ id: 'go' }]);
  assert.deepEqual(spoken('go'), []);
  assert.deepEqual(spoken([]), []);
});

test('the manifest offers every consumer with its releases, as `npm run consumers:table` writes it', async () => {
  const { contributes } = await readManifest();
  const setting = contributes.configuration.properties['vdsoExplorer.consumers'];
  assert.deepEqual(setting.items, settingItems());
  const pattern = new RegExp(setting.items.pattern);
  for (const { id, releases } of allConsumers) {
    assert.match(id, pattern);
    for (const { name } of releases) assert.match(`${id}@${name}`, pattern);
  }
  for (const wrong of ['java', 'go@', 'go@newest', 'musl@v1.2.5']) assert.doesNotMatch(wrong, pattern);
  assert.deepEqual(
    spoken(setting.default).map(({ id }) => id),
    setting.default,
  );
});
