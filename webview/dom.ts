/** DOM building without HTML strings: text from files reaches the page as text nodes only. */

type Value = string | number | boolean | undefined | ((event: never) => void);
export type Child = Node | string | undefined | false;

/**
 * Makes an element. `on…` functions become listeners, `false` and `undefined` attributes are left out,
 * `true` makes an empty attribute, everything else is set as an attribute.
 */
export function h<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  props: Readonly<Record<string, Value>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  setProps(element, props);
  append(element, children);
  return element;
}

/** The same of a picture: an element within `svg`, or `svg` itself. */
export function svg<Name extends keyof SVGElementTagNameMap>(
  name: Name,
  props: Readonly<Record<string, Value>>,
  ...children: readonly Child[]
): SVGElementTagNameMap[Name] {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  setProps(element, props);
  append(element, children);
  return element;
}

function setProps(element: Element, props: Readonly<Record<string, Value>>): void {
  for (const [key, value] of Object.entries(props)) {
    if (typeof value === 'function') element.addEventListener(key.slice(2), value as EventListener);
    else if (value === false || value === undefined) element.removeAttribute(key);
    else element.setAttribute(key, value === true ? '' : String(value));
  }
}

function append(element: Element, children: readonly Child[]): void {
  for (const child of children) if (child !== undefined && child !== false) element.append(child);
}

/** Sets text only where it differs, so that recycled rows cost nothing when they do not change. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

let lastId = 0;
export function uniqueId(prefix: string): string {
  lastId += 1;
  return `${prefix}-${lastId}`;
}

export function debounce(milliseconds: number, run: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(run, milliseconds);
  };
}

/** Makes a tooltip of a clipped text when the pointer comes to it, and not for every row. */
export function explainWhenClipped(event: Event, selector: string): void {
  const element = event.target instanceof Element ? event.target.closest<HTMLElement>(selector) : null;
  if (element === null) return;
  if (isCut(element)) element.title = element.textContent ?? '';
  else element.removeAttribute('title');
}

/** Whether some of its text is cut, and be it less than a pixel, which whole numbers do not tell. */
function isCut(element: HTMLElement): boolean {
  if (element.scrollWidth > element.clientWidth || element.scrollHeight > element.clientHeight + 2)
    return true;
  const text = document.createRange();
  text.selectNodeContents(element.lastChild ?? element);
  const end =
    element.getBoundingClientRect().right - Number.parseFloat(getComputedStyle(element).paddingRight);
  return text.getBoundingClientRect().right > end + 0.01;
}

/** Reports how far the pointer has moved since the last report, until it is let go. */
export function dragPointer(
  event: PointerEvent,
  element: HTMLElement,
  moved: (x: number, y: number) => void,
): void {
  event.preventDefault();
  element.setPointerCapture(event.pointerId);
  let { clientX: x, clientY: y } = event;
  const move = (now: PointerEvent): void => {
    moved(now.clientX - x, now.clientY - y);
    x = now.clientX;
    y = now.clientY;
  };
  element.addEventListener('pointermove', move);
  const stop = (): void => element.removeEventListener('pointermove', move);
  element.addEventListener('lostpointercapture', stop, { once: true });
}

export function isMac(): boolean {
  return navigator.userAgent.includes('Mac OS');
}
