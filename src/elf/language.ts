/** The languages of pages, hovers and notifications. A new one is asked for, by the compiler, in each layer's catalogue. */
export type Language = 'en' | 'zh-cn';

/** Chinese in simplified characters, under the names that it has. */
const SIMPLIFIED = /^zh(-(cn|sg|hans)\b|$)/i;

/** @param tag as VS Code names its display language: "en", "en-GB", "de"; what has no catalogue is told in English */
export function languageOf(tag: string | undefined): Language {
  return tag !== undefined && SIMPLIFIED.test(tag) ? 'zh-cn' : 'en';
}

/**
 * A layer's catalogues. English is at hand; another one is read when its language is asked for, so that nobody pays
 * for a language that is not his.
 */
export class Catalogues<Words> {
  readonly #at: Map<Language, Words>;
  readonly #others: Readonly<Record<Exclude<Language, 'en'>, () => Promise<Words>>>;

  constructor(english: Words, others: Readonly<Record<Exclude<Language, 'en'>, () => Promise<Words>>>) {
    this.#at = new Map([['en', english]]);
    this.#others = others;
  }

  /** Before anything is told in it. */
  async read(language: Language): Promise<Words> {
    if (language !== 'en') this.#at.set(language, await this.#others[language]());
    return this.in(language);
  }

  in(language: Language): Words {
    const words = this.#at.get(language);
    if (words === undefined) throw new TypeError(`the catalogue of ${language} was not read`);
    return words;
  }
}
