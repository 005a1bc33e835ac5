/** Elements of XML 1.0 as text. Values may be any text: what the language has no characters for is written as everywhere. */
import { shown } from '../format.ts';

export const XML_DECLARATION = `<?${['xml', 'version="1.0"', 'encoding="UTF-8"'].join(' ')}?>`;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

type Attributes = Readonly<Record<string, string | number | undefined>>;

/** "<name a="b">"; attributes that are undefined are left out. */
export function openTag(name: string, attributes: Attributes = {}): string {
  return `<${name}${written(attributes)}>`;
}

export function closeTag(name: string): string {
  return `</${name}>`;
}

export function emptyElement(name: string, attributes: Attributes = {}): string {
  return `<${name}${written(attributes)}/>`;
}

export function textElement(name: string, attributes: Attributes, text: string): string {
  return `${openTag(name, attributes)}${xmlText(text)}${closeTag(name)}`;
}

function written(attributes: Attributes): string {
  return Object.entries(attributes)
    .flatMap(([name, value]) => (value === undefined ? [] : ` ${name}="${xmlText(String(value))}"`))
    .join('');
}

/** `shown` leaves no control, surrogate or noncharacter: what section 2.2 of XML forbids is among these. */
function xmlText(text: string): string {
  return shown(text).replace(/[&<>"]/g, (character) => ENTITIES[character] ?? '');
}
