/** How wide characters are, to size columns and to know which text is sure to fit without laying it out. */
import { h } from '../dom.ts';

interface FontWidths {
  readonly digit: number;
  /** The widest of printable ASCII. */
  readonly widest: number;
  /** As a canvas takes it. */
  readonly font: string;
}

interface CharacterWidths {
  readonly plain: FontWidths;
  readonly mono: FontWidths;
}

let known: CharacterWidths | undefined;

/** In pixels, measured once: the theme's fonts do not change under a page. */
export function characterWidths(): CharacterWidths {
  known ??= { plain: measure(''), mono: measure('mono') };
  return known;
}

/** First a digit, then what is widest in one font or another. */
const measured = ['0', 'W', 'M', '@', '%', 'm', 'w', '汉'];

/** All in the page at once, which is laid out once. */
function measure(className: string): FontWidths {
  const texts = measured.map((character) => h('span', {}, character.repeat(20)));
  const probe = h('span', { class: `probe ${className}` }, ...texts);
  document.body.append(probe);
  const [digit = 0, ...others] = texts.map((text) => text.getBoundingClientRect().width / 20);
  const { font } = getComputedStyle(probe);
  probe.remove();
  return { digit, widest: Math.max(...others), font };
}

let pen: CanvasRenderingContext2D | null | undefined;

/** How wide a text is in a cell, in pixels. */
export function textWidth(text: string, mono: boolean): number {
  pen ??= h('canvas').getContext('2d');
  if (pen === null) return 0;
  pen.font = mono ? characterWidths().mono.font : characterWidths().plain.font;
  return pen.measureText(text).width;
}

const printableAscii = /^[ -~]*$/;

/** Whether `text` is sure to fit where `room` of the widest ASCII characters do. */
export function surelyFits(text: string, room: number): boolean {
  return text.length <= room && printableAscii.test(text);
}
