/** Names that some reader takes for more than a name: as links, icons, markup, controls, or as nothing at all. */

export const commandLink = '[click](command:workbench.action.terminal.new)';

/** "run this", in characters that are not drawn. */
export const tags = String.fromCodePoint(
  ...Array.from('run this', (letter) => 0xe0000 + letter.charCodeAt(0)),
);

export const evilNames: Readonly<Record<string, string>> = {
  commandLink,
  titledLink: '[click](command:workbench.action.terminal.new "innocent")',
  linkInLink: '[a[b](https://example.org)](command:workbench.action.terminal.new)',
  icon: '$(zap) $(loading~spin) \\$(zap)',
  image: '![x](https://example.org/x.png)',
  html: '<img src=x onerror=alert(1)><b>b</b>&lt;',
  autolink: 'https://example.org www.example.org a@example.org <https://example.org>',
  code: '`` `a` ``` **b** __c__ ~~d~~ |e| [^1] $x$',
  terminal: 'a\u001b[31mb\u009b31mc\u0007\r\n\td',
  bidirectional: 'a\u202eb\u2066c\u200fd',
  tags: `a${tags}b`,
  blanks: 'a\u00adb\u3164c\u2800d\u00a0e\u{1d173}f\ufe0fg',
};

/** All of them in one text. */
export const evil = Object.values(evilNames).join(' ');

/** What must be in no text that a person or a model reads; line ends and tabs may stand between texts. */
export const invisible = /(?![ \n\t])[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/u;
