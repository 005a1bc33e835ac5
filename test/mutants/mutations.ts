/**
 * The kinds of changes: for each node of a file's tree, what it could be by a slip. Types do not tell here; a change
 * that the compiler refuses is no mutant (sourceTree.ts).
 */
import * as ts from 'typescript/unstable/ast';
import type { Change, MutationKind } from './mutant.ts';

const { SyntaxKind } = ts;

/** What the compiler knows of a node. */
export interface Types {
  /** The type as text: "bigint"; undefined where there is none. */
  nameOf(node: ts.Node): string | undefined;
  /** Names of the properties, declared in this project, of what a node is, with the text of their types. */
  propertiesOf(node: ts.Node): readonly (readonly [name: string, type: string])[];
}

/** A place that can be changed; `change` is asked only for places that are taken. */
export interface Place {
  readonly kind: MutationKind;
  readonly node: ts.Node;
  readonly change: (types: Types) => Change | undefined;
}

const COMPARISONS: ReadonlyMap<ts.SyntaxKind, string> = new Map([
  [SyntaxKind.LessThanToken, '<='],
  [SyntaxKind.LessThanEqualsToken, '<'],
  [SyntaxKind.GreaterThanToken, '>='],
  [SyntaxKind.GreaterThanEqualsToken, '>'],
  [SyntaxKind.EqualsEqualsEqualsToken, '!=='],
  [SyntaxKind.ExclamationEqualsEqualsToken, '==='],
]);
const LOGIC: ReadonlyMap<ts.SyntaxKind, string> = new Map([
  [SyntaxKind.AmpersandAmpersandToken, '||'],
  [SyntaxKind.BarBarToken, '&&'],
]);
const ARITHMETIC: ReadonlyMap<ts.SyntaxKind, string> = new Map([
  [SyntaxKind.PlusToken, '-'],
  [SyntaxKind.MinusToken, '+'],
  [SyntaxKind.AsteriskToken, '/'],
  [SyntaxKind.SlashToken, '*'],
  [SyntaxKind.AmpersandToken, '|'],
  [SyntaxKind.BarToken, '&'],
  [SyntaxKind.LessThanLessThanToken, '>>'],
  [SyntaxKind.GreaterThanGreaterThanToken, '<<'],
  [SyntaxKind.GreaterThanGreaterThanGreaterThanToken, '<<'],
  [SyntaxKind.PlusEqualsToken, '-='],
  [SyntaxKind.MinusEqualsToken, '+='],
]);
const OPERATORS: readonly (readonly [MutationKind, ReadonlyMap<ts.SyntaxKind, string>])[] = [
  ['comparison', COMPARISONS],
  ['logic', LOGIC],
  ['arithmetic', ARITHMETIC],
];

/** What stands in the place of a value of a type. */
const CONSTANTS: Readonly<Record<string, readonly [string, string]>> = {
  number: ['0', '1'],
  bigint: ['0n', '1n'],
  string: ["''", "'x'"],
  boolean: ['true', 'false'],
};

export function placesIn(file: ts.SourceFile): readonly Place[] {
  const places: Place[] = [];
  function visit(node: ts.Node): void {
    if (isOfTypes(node)) return;
    places.push(...placesAt(node, file.text, file.fileName));
    node.forEachChild(visit);
  }
  visit(file);
  return places;
}

/** Without effect when the program runs, or the names of modules. */
function isOfTypes(node: ts.Node): boolean {
  return (
    ts.isTypeNode(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isImportDeclaration(node) ||
    ts.isExportDeclaration(node)
  );
}

function placesAt(node: ts.Node, text: string, path: string): Place[] {
  const found: Place[] = [];
  const replace = (kind: MutationKind, of: ts.Node, replacement: string | undefined) => {
    if (replacement !== undefined) add(kind, of, () => replacement);
  };
  function add(kind: MutationKind, of: ts.Node, replacement: (types: Types) => string | undefined): void {
    const change = (types: Types): Change | undefined => {
      const other = replacement(types);
      return other === undefined
        ? undefined
        : { kind, start: of.getStart(), end: of.end, replacement: other };
    };
    found.push({ kind, node: of, change });
  }
  const textOf = (of: ts.Node) => text.slice(of.getStart(), of.end);

  if (ts.isBinaryExpression(node)) {
    const { operatorToken } = node;
    for (const [kind, others] of OPERATORS) replace(kind, operatorToken, others.get(operatorToken.kind));
  } else if (ts.isNumericLiteral(node) || ts.isBigIntLiteral(node)) {
    if (!isTaste(node)) replace('number', node, oneMore(textOf(node)));
  } else if (ts.isPropertyAccessExpression(node)) {
    add('field', node.name, (types) => sibling(types, node.expression, node.name.text));
  } else if (ts.isBindingElement(node) && ts.isObjectBindingPattern(node.parent)) {
    const { name, propertyName, dotDotDotToken } = node;
    const isBare = propertyName === undefined && dotDotDotToken === undefined;
    if (isBare && name !== undefined && ts.isIdentifier(name))
      add('field', name, (types) => {
        const other = sibling(types, node.parent, name.text);
        return other === undefined ? undefined : `${other}: ${name.text}`;
      });
  } else if (ts.isPrefixUnaryExpression(node) && node.operator === SyntaxKind.ExclamationToken) {
    replace('negation', node, textOf(node.operand));
  } else if (ts.isIfStatement(node)) {
    replace('branch', node.expression, `!(${textOf(node.expression)})`);
  } else if (ts.isConditionalExpression(node)) {
    replace('branch', node.condition, `!(${textOf(node.condition)})`);
  } else if (ts.isExpressionStatement(node)) {
    if (hasEffect(node.expression)) replace('removed statement', node, '{}');
  } else if (ts.isReturnStatement(node) && node.expression !== undefined) {
    const value = node.expression;
    add('constant', value, (types) => constantFor(types, value, textOf(value)));
  } else if (ts.isArrowFunction(node) && !ts.isBlock(node.body)) {
    const value = node.body;
    add('constant', value, (types) => constantFor(types, value, textOf(value)));
  } else if (ts.isSpreadElement(node)) {
    replace('left out', node, '...[]');
  } else if (ts.isSpreadAssignment(node)) {
    replace('left out', node, '...{}');
  } else if (ts.isStringLiteral(node)) {
    // What has blanks, and what stands in a catalogue of sentences, is prose: no test says how it must read.
    if (!/\/(english|chinese)\b/.test(path) && /^[\w.-]+$/.test(node.text))
      replace('string', node, textOf(node).replace(/(?=.$)/, '_'));
  } else if (ts.isCallExpression(node)) {
    const [first, second] = node.arguments;
    const anyOrder = /^Math\.(min|max)$/.test(textOf(node.expression));
    if (!anyOrder && first !== undefined && second !== undefined && textOf(first) !== textOf(second)) {
      const [start, end] = [first.getStart(), second.end];
      const replacement = `${textOf(second)}${text.slice(first.end, second.getStart())}${textOf(first)}`;
      const change = { kind: 'arguments', start, end, replacement } as const;
      found.push({ kind: 'arguments', node: first, change: () => change });
    }
  }
  return found;
}

/** Typical widths of columns: a character more is as good. */
function isTaste({ parent }: ts.Node): boolean {
  return ts.isPropertyAssignment(parent) && parent.name.getText() === 'width';
}

function hasEffect(expression: ts.Expression): boolean {
  const bare = ts.isAwaitExpression(expression) ? expression.expression : expression;
  if (ts.isCallExpression(bare)) return bare.expression.kind !== SyntaxKind.SuperKeyword;
  return ts.isBinaryExpression(bare) || ts.isPostfixUnaryExpression(bare);
}

function oneMore(literal: string): string {
  if (/[.e]/i.test(literal) && !/^0x/i.test(literal)) return String(Number(literal.replaceAll('_', '')) + 1);
  const isBig = literal.endsWith('n');
  const value = BigInt(literal.replaceAll('_', '').replace(/n$/, '')) + 1n;
  const digits = /^0x/i.test(literal) ? `0x${value.toString(16)}` : value.toString();
  return isBig ? `${digits}n` : digits;
}

/** The property behind a name, in the order of their declaration, among those of the same type. */
function sibling(types: Types, owner: ts.Node, name: string): string | undefined {
  const all = types.propertiesOf(owner);
  const type = all.find(([each]) => each === name)?.[1];
  const alike = all.filter((each) => each[1] === type).map(([each]) => each);
  const other = alike[(alike.indexOf(name) + 1) % alike.length];
  return type === undefined || other === name ? undefined : other;
}

function constantFor(types: Types, value: ts.Node, text: string): string | undefined {
  const type = types.nameOf(value);
  if (type === undefined) return undefined;
  if (/\| undefined$/.test(type)) return text === 'undefined' ? undefined : 'undefined';
  if (type.endsWith('[]')) return text === '[]' ? undefined : '[]';
  const bare = /^(true|false)$/.test(type) ? 'boolean' : type;
  const [usual, other] = CONSTANTS[bare] ?? [];
  return text === usual ? other : usual;
}
