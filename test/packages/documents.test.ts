// The documents of the packages, while the repository is not known and with a made-up one: no link leads nowhere.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { packedDocument } from '../../scripts/package/documents.mjs';
import { publicPlace } from '../../scripts/package/publicPlace.mjs';
import { makeVsix } from '../../scripts/package/vsix.mjs';
import { packageFile } from '../support/packages.ts';
import { projectRoot } from '../support/workbench/paths.ts';
import { readZip } from '../support/zip.ts';

const repository = 'https://github.com/example/vdso-explorer';

interface Link {
  readonly picture: boolean;
  readonly target: string;
}

function linksOf(markdown: string): Link[] {
  const prose = markdown.replace(/^```[\s\S]*?^```$/gm, '');
  return [...prose.matchAll(/(!?)\[(?:[^[\]]|\[[^\]]*\]\([^)]*\))*\]\(([^)]*)\)/g)].map(
    ([, bang, target = '']) => ({
      picture: bang === '!',
      target,
    }),
  );
}

async function documentsIn(vsix: string): Promise<Readonly<Record<string, string>>> {
  const files = readZip(readFileSync(vsix));
  const text = (name: string) => (files.get(`extension/${name}`) ?? assert.fail(name)).toString();
  return { readme: text('readme.md'), changelog: text('changelog.md'), manifest: text('package.json') };
}

// Once one is known that is no test, and none that is skipped.
const whileUnknown = publicPlace().repository === null ? describe : () => undefined;
whileUnknown('while no repository is known', () => {
  test('the README has neither pictures nor a link that is not absolute', async () => {
    const { readme = '', changelog = '' } = await documentsIn(await packageFile('vsix'));
    assert.ok(readme.includes('## What it does'));
    for (const { picture, target } of linksOf(readme + changelog)) {
      assert.ok(!picture, target);
      assert.match(target, /^https:\/\//);
    }
    assert.ok(!readme.includes('<!--'), 'marks of passages are gone');
    assert.doesNotMatch(readme, /^\|[ |]*\|$/m, 'a table of pictures without them');
  });
});

describe('with a repository', () => {
  let out: string;
  let documents: Readonly<Record<string, string>>;
  before(async () => {
    out = await mkdtemp(path.join(tmpdir(), 'vdso-explorer-package-'));
    // Bundles know nothing of the place: those of the package that is there do.
    const bundles = path.join(path.dirname(await packageFile('vsix')), 'vsix/dist');
    const place = { publisher: 'example', repository, securityContact: null };
    documents = await documentsIn(
      await makeVsix(out, place, undefined, async (_what, folder) => {
        await cp(bundles, folder, { recursive: true });
        return [];
      }),
    );
  });
  after(() => rm(out, { recursive: true, force: true }));

  test('each link and picture is an absolute address of a file of the project, at the version', () => {
    const { version } = JSON.parse(readFileSync(path.join(projectRoot, 'package.json'), 'utf8'));
    const links = linksOf(documents['readme'] ?? '');
    assert.ok(links.filter(({ picture }) => picture).length >= 5);
    for (const { picture, target } of links) {
      if (!target.startsWith(repository)) {
        assert.match(target, /^https:\/\//);
        continue;
      }
      const [, kind, at, file = '', anchor] =
        /^\/(raw|blob)\/([^/]+)\/([^#]+)(?:#(.+))?$/.exec(target.slice(repository.length)) ??
        assert.fail(target);
      assert.deepEqual([kind, at], [picture ? 'raw' : 'blob', `v${version}`]);
      assert.ok(existsSync(path.join(projectRoot, file)), target);
      if (anchor !== undefined) assert.ok(anchorsOf(file).includes(anchor), target);
    }
  });

  test('the manifest names place and publisher', () => {
    const manifest = JSON.parse(documents['manifest'] ?? '');
    assert.deepEqual(
      [manifest.publisher, manifest.repository.url, manifest.bugs.url],
      ['example', `${repository}.git`, `${repository}/issues`],
    );
  });
});

/** As GitHub makes them of headings. */
function anchorsOf(file: string): readonly string[] {
  const text = readFileSync(path.join(projectRoot, file), 'utf8');
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );
}

describe('a link in a packed document', () => {
  const packed = (text: string, where: string | null = repository) =>
    packedDocument(text, 'docs/page.md', { repository: where, version: '1.2.3' });

  test('is taken from the document’s own folder', () =>
    assert.equal(packed('[a](ci.md)'), `[a](${repository}/blob/v1.2.3/docs/ci.md)`));
  test('is its words alone without a repository', () =>
    assert.equal(packed('see [a `b`](../x.md#y).', null), 'see a `b`.'));
  test('goes with a passage that makes no sense without its pictures', () => {
    const text = 'a\n<!-- pictures -->\n![b](c.png)\nd\n<!-- /pictures -->\ne';
    assert.equal(packed(text, null), 'a\ne');
    assert.equal(packed(text), `a\n![b](${repository}/raw/v1.2.3/docs/c.png)\nd\ne`);
  });
  test('within code is left alone', () => assert.equal(packed('```\n[a](b)\n```', null), '```\n[a](b)\n```'));
  test('that is absolute stays', () =>
    assert.equal(packed('[a](https://no-color.org)', null), '[a](https://no-color.org)'));
  test('leads at GitLab where GitLab has files', () =>
    assert.equal(
      packed('[a](ci.md)', 'https://gitlab.com/g/p'),
      '[a](https://gitlab.com/g/p/-/blob/v1.2.3/docs/ci.md)',
    ));
});
