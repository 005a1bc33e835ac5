/**
 * What is wrong with how a page is laid out, whatever it shows (the rules are those of docs/page.md): nothing sticks
 * out, nothing is narrower than its words, the frame is low, the table has room, the chosen row is in view.
 */
import type { Page } from 'playwright-core';

/** Windows that people have. */
export const sizes = [
  [1920, 1080],
  [1280, 760],
  [1000, 600],
  [960, 540],
  [640, 380],
  [411, 760],
] as const;

/** Frame, in pixels: of windows from 700 wide on, and of narrower ones. */
const frame = { wideFrom: 700, wide: 110, narrow: 140 };
/** Below this width no fact stands beside a name that is cut. */
const nameAloneBelow = 640;
const leastTable = 120;
const leastCharacters = 12;

/** @returns a sentence for each fault */
export function layoutFaults(page: Page): Promise<string[]> {
  return page.evaluate(lookAround, { frame, nameAloneBelow, leastTable, leastCharacters });
}

interface Rules {
  readonly frame: { readonly wideFrom: number; readonly wide: number; readonly narrow: number };
  readonly nameAloneBelow: number;
  readonly leastTable: number;
  readonly leastCharacters: number;
}

/** Runs in the page: it may use nothing of this module. */
function lookAround({ frame, nameAloneBelow, leastTable, leastCharacters }: Rules): string[] {
  const faults: string[] = [];
  const canvas = document.createElement('canvas').getContext('2d');
  const name = (element: Element): string => {
    const words = (element.textContent ?? '').trim().slice(0, 40);
    return `<${element.localName} class="${element.className}"> “${words}”`;
  };
  const isSeen = (element: Element): boolean => {
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.height > 0 && element.checkVisibility({ visibilityProperty: true });
  };
  const hidesRest = (style: CSSStyleDeclaration): boolean => ['hidden', 'clip'].includes(style.overflowX);
  const scrolls = (style: CSSStyleDeclaration): boolean => ['auto', 'scroll'].includes(style.overflowX);

  /** Nothing but a cell of a table is wider than what it stands in; what is cut says the whole in its tooltip. */
  const lookAtWidth = (element: HTMLElement, style: CSSStyleDeclaration): void => {
    const over = element.scrollWidth - element.clientWidth;
    if (over > 1 && hidesRest(style) && element.clientWidth > 0) {
      const told = element.closest('[title]') !== null && style.textOverflow === 'ellipsis';
      if (!told) faults.push(`${name(element)} is cut and has no tooltip`);
    }
    let parent = element.parentElement;
    while (parent !== null && getComputedStyle(parent).display === 'contents') parent = parent.parentElement;
    if (parent === null || style.position === 'absolute' || style.position === 'fixed') return;
    if (style.display === 'inline' || scrolls(getComputedStyle(parent))) return;
    const box = element.getBoundingClientRect();
    const around = parent.getBoundingClientRect();
    const out = Math.max(box.right - around.right, around.left - box.left);
    if (out > 1 && !hidesRest(getComputedStyle(parent))) {
      faults.push(`${name(element)} sticks out of its container`);
    }
  };

  /** A text that takes more than one line has room for some characters in each. */
  const lookAtLines = (text: Text): void => {
    const range = document.createRange();
    range.selectNodeContents(text);
    const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
    if (lines.size < 2 || canvas === null) return;
    let block = text.parentElement;
    while (block !== null && getComputedStyle(block).display.startsWith('inline')) {
      if (getComputedStyle(block).display !== 'inline') break;
      block = block.parentElement;
    }
    if (block === null) return;
    const style = getComputedStyle(block);
    canvas.font = style.font;
    const inner =
      block.clientWidth - Number.parseFloat(style.paddingLeft) - Number.parseFloat(style.paddingRight);
    const room = inner / canvas.measureText('0').width;
    if (room < leastCharacters) {
      faults.push(`${name(block)} takes ${lines.size} lines of ${room.toFixed(1)} characters`);
    }
  };

  for (const element of document.querySelectorAll<HTMLElement>('body *:not(svg, svg *, script, option)')) {
    if (!isSeen(element) || element.closest('.visually-hidden, .probe, .grid-row, .grid-head') !== null)
      continue;
    const style = getComputedStyle(element);
    lookAtWidth(element, style);
    for (const child of element.childNodes)
      if (child instanceof Text && child.data.trim() !== '') lookAtLines(child);
  }

  const tooWide = document.documentElement.scrollWidth - innerWidth;
  if (tooWide > 0) faults.push(`the page is ${tooWide} px too wide`);
  const tooHigh = document.body.scrollHeight - innerHeight;
  if (tooHigh > 0) faults.push(`the page scrolls by ${tooHigh} px`);
  const tabs = document.querySelector('.tabs-main')?.getBoundingClientRect();
  const most = innerWidth >= frame.wideFrom ? frame.wide : frame.narrow;
  if (tabs !== undefined && tabs.bottom > most) faults.push(`header and tabs take ${tabs.bottom} px`);
  const title = document.querySelector('.image-header h1');
  const facts = document.querySelector('.brief')?.getBoundingClientRect();
  for (const fact of document.querySelectorAll('.brief > li')) {
    const { left, top } = fact.getBoundingClientRect();
    if (facts === undefined || top >= facts.bottom - 1) continue;
    if (left < facts.left - 1) faults.push(`${name(fact)} is cut`);
    if (innerWidth < nameAloneBelow && title !== null && title.scrollWidth > title.clientWidth)
      faults.push(`${name(fact)} stands beside a name that is cut`);
  }
  const details = document.querySelector('.inspector-title');
  if (details !== null && isSeen(details) && details.scrollWidth > details.clientWidth + 1)
    faults.push(`${name(details)}, the name of the details, is cut in its line`);
  const chips = document.querySelector('.chip-line');
  if (chips !== null && chips.getBoundingClientRect().height > 28) faults.push('the chips wrap');
  for (const strip of document.querySelectorAll<HTMLElement>('.strip-list')) {
    if (!isSeen(strip)) continue;
    const chosen = strip
      .querySelector('[aria-selected="true"], [aria-pressed="true"]')
      ?.getBoundingClientRect();
    const { left, right } = strip.getBoundingClientRect();
    if (chosen !== undefined && (chosen.left < left - 1 || chosen.right > right + 1))
      faults.push(`what is chosen in ${name(strip)} is out of sight`);
    const hidden = strip.scrollWidth - strip.clientWidth;
    const says = (side: string) =>
      strip.parentElement?.querySelector(`.strip-more.is-${side}`)?.checkVisibility();
    if (hidden > 1 && strip.scrollLeft > 1 && says('left') !== true)
      faults.push(`${name(strip)} hides its left`);
    if (hidden - strip.scrollLeft > 1 && says('right') !== true)
      faults.push(`${name(strip)} hides its right`);
  }

  const grid = document.querySelector<HTMLElement>('[role=grid]');
  if (grid === null || !isSeen(grid)) return faults;
  const table = grid.getBoundingClientRect();
  const room = Math.min(table.bottom, innerHeight) - Math.max(0, table.top);
  if (room < leastTable) faults.push(`${Math.round(room)} px of the table are to be seen`);
  const row = grid.querySelector('.grid-row[aria-selected="true"]')?.getBoundingClientRect();
  const head = grid.querySelector('.grid-head')?.getBoundingClientRect();
  const top = head?.bottom ?? table.top;
  if (row !== undefined && (row.top < top - 1 || row.bottom > table.bottom + 1))
    faults.push(`the chosen row at ${row.top} to ${row.bottom} is not between ${top} and ${table.bottom}`);
  return faults;
}
