/**
 * Workflow commands of GitHub Actions, as its runner reads them (Runner.Common/ActionCommand.cs): `::name a=b,c=d::data`,
 * one a line. Percent-encoded is what ends a line, a property or the properties, and the percent sign itself.
 */
import { shown } from '../format.ts';

type Properties = Readonly<Record<string, string | undefined>>;

/** One line, without its end. Properties that are undefined or empty are left out, as the runner leaves them out. */
export function workflowCommand(name: string, properties: Properties, data: string): string {
  const given = Object.entries(properties).flatMap(([key, value]) =>
    value ? [`${key}=${encoded(value, /[%\r\n:,]/g)}`] : [],
  );
  return `::${name}${given.length === 0 ? '' : ` ${given.join(',')}`}::${encoded(data, /[%\r\n]/g)}`;
}

function encoded(text: string, which: RegExp): string {
  return shown(text).replace(which, (character) => {
    const code = character.charCodeAt(0).toString(16).toUpperCase();
    return `%${code.padStart(2, '0')}`;
  });
}

/**
 * Lines for people, safe to show, of which the runner takes none for a command: it looks for `::` at the start of a line
 * and, in its older form, for `##[` anywhere.
 */
export function noCommand(lines: string): string {
  return lines.replace(/^(\s*):(?=:)/gm, '$1\\x3a').replaceAll('##[', '##\\x5b');
}
