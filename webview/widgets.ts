/**
 * Small form controls in VS Code's look. The toolkit that draws text fields (controls.ts) is loaded after the
 * first paint; until then they are styled boxes of the final size (styles/controls.css), and a request for the
 * focus waits. Buttons, tabs, tables and dropdowns are our own: they must work at once.
 */
import { h } from './dom.ts';
import { focusAsked, focusLate } from './focus.ts';
import { icon } from './icons.ts';

const tag = 'vscode-text-field';

/** Registers the toolkit's elements. */
export async function loadControls(): Promise<void> {
  (await import('./controls.ts')).register();
}

/** Focuses a control that may not be there yet. */
function focusWhenReady(element: HTMLElement): void {
  if (customElements.get(element.localName) !== undefined) {
    focusLate(element);
    return;
  }
  const giveFocus = focusAsked();
  void customElements.whenDefined(element.localName).then(() => {
    requestAnimationFrame(() => {
      if (element.isConnected) giveFocus(element);
    });
  });
}

/** Plain: the toolkit's takes 7 kB, and is not there at once. */
export function button(
  label: string,
  run: () => void,
  look: 'primary' | 'secondary' = 'secondary',
): HTMLElement {
  return h('button', { class: `button is-${look}`, type: 'button', onclick: run }, label);
}

export interface TextField {
  readonly element: HTMLElement;
  value(): string;
  setValue(text: string): void;
  focus(): void;
}

/** A one-line text field; `changed` runs on every keystroke. */
export function textField(label: string, placeholder: string, changed: () => void): TextField {
  const element = document.createElement(tag) as HTMLElement & { value?: string };
  element.setAttribute('aria-label', label);
  element.setAttribute('placeholder', placeholder);
  element.addEventListener('input', changed);
  // Once it stands in the page the toolkit calls it "Text field".
  void customElements
    .whenDefined(tag)
    .then(() => requestAnimationFrame(() => element.setAttribute('aria-label', label)));
  return {
    element,
    value: () => element.value ?? element.getAttribute('value') ?? '',
    setValue(text) {
      // What has no place in the page yet begins with the attribute, whatever its property was set to.
      if (!element.isConnected || customElements.get(tag) === undefined) element.setAttribute('value', text);
      else element.value = text;
    },
    focus: () => focusWhenReady(element),
  };
}

/**
 * A list to choose one value from; `changed` gets the chosen one. The browser's own: the toolkit's takes
 * 25 kB, is clipped by what it stands in, and is not there at once.
 */
export function dropdown(
  label: string,
  options: readonly { readonly value: string; readonly text: string }[],
  chosen: string,
  changed: (value: string) => void,
): HTMLElement {
  const items = options.map(({ value, text }) => h('option', { value, selected: value === chosen }, text));
  const select = h('select', { class: 'dropdown', 'aria-label': label }, ...items);
  select.addEventListener('change', () => changed(select.value));
  return h('span', { class: 'dropdown-frame' }, select, icon('chevronDown'));
}

/** A button that reads as a link. */
export function linkButton(label: string, run: () => void, ...more: readonly Node[]): HTMLButtonElement {
  return h('button', { class: 'link', type: 'button', onclick: run }, label, ...more);
}

/** A button of an icon; plain, because it must be there at once in rows and headings. */
export function iconButton(
  graphic: SVGSVGElement,
  label: string,
  run: (event: MouseEvent) => void,
): HTMLButtonElement {
  return h(
    'button',
    { class: 'icon-button', type: 'button', 'aria-label': label, title: label, onclick: run },
    graphic,
  );
}
