// The project's documents as they stand in a package, where nothing lies beside them: each link is an absolute address,
// or, while the repository is not known, its words alone. Pictures come from the repository as well.
//
// In a document `<!-- pictures -->` … `<!-- /pictures -->` is a passage that makes no sense without its pictures, or
// without the page that it leads to.

import path from 'node:path';

/**
 * @param {string} text of a document
 * @param {string} document its path in the project
 * @param {{ repository: string | null, version: string }} at whose files of that version links lead to
 */
export function packedDocument(text, document, { repository, version }) {
  /** @param {string} target */
  const inProject = (target) => path.posix.join(path.posix.dirname(document), target);
  const address = (/** @type {string} */ kind, /** @type {string} */ target) =>
    repository === null ? undefined : fileAddress(repository, `v${version}`, kind, inProject(target));
  const shown =
    repository === null ? text.replace(/<!-- pictures -->[\s\S]*?<!-- \/pictures -->\n*/g, '') : text;
  return outsideCode(shown, (prose) =>
    prose
      .replace(/<!-- \/?pictures -->\n?/g, '')
      .replace(/!\[([^\]]*)\]\(([^)\s]+)\)/g, (whole, words, target) => {
        if (isAbsolute(target)) return whole;
        const picture = address('raw', target);
        return picture === undefined ? '' : `![${words}](${picture})`;
      })
      .replace(/(?<!!)\[((?:[^[\]]|\[[^\]]*\])+)\]\(([^)\s]+)\)/g, (whole, words, target) => {
        if (isAbsolute(target)) return whole;
        const page = target.startsWith('#') ? undefined : address('blob', target);
        return page === undefined ? words : `[${words}](${page})`;
      }),
  );
}

/** @param {string} target */
const isAbsolute = (target) => /^[a-z]+:/.test(target);

/**
 * @param {string} repository @param {string} tag @param {string} kind @param {string} file
 */
function fileAddress(repository, tag, kind, file) {
  return `${repository}/${repository.startsWith('https://gitlab.com/') ? '-/' : ''}${kind}/${tag}/${file}`;
}

/**
 * What is code stays as it is.
 * @param {string} text @param {(prose: string) => string} change
 */
function outsideCode(text, change) {
  return text
    .split(/(^```[\s\S]*?^```$)/m)
    .map((piece, index) => (index % 2 === 1 ? piece : change(piece)))
    .join('');
}
