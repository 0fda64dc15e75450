import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { FINDINGS } from '../../../../src/core/findings/table.js';
import type { Finding, FindingRow } from '../../../../src/core/index.js';
import { RULES } from '../../../../src/rules/index.js';

const ROOT = fileURLToPath(new URL('../../../../src/', import.meta.url));
const ROWS: ReadonlyMap<string, FindingRow> = new Map(Object.entries(FINDINGS));
/** Rules have their rows beside their code. */
const OF_RULES: ReadonlySet<string> = new Set(RULES.map(({ id }) => id));
const AREAS = [...new Set([...ROWS.keys(), ...OF_RULES].map((id) => id.slice(0, id.indexOf('/'))))];
const ID = new RegExp(`^(?:${AREAS.join('|')})/`);

interface Emitted {
  readonly id: string;
  readonly place: string;
  /** Where the same object literal states it. */
  readonly severity: string | undefined;
}

const sources = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
  .map((name) => name.split(sep).join('/'))
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts') && !name.startsWith('core/findings/'));

const isText = (node: ts.Node | undefined): node is ts.StringLiteralLike => node !== undefined && ts.isStringLiteralLike(node);

const propertyOf = (node: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined =>
  node.properties.find((entry) => ts.isPropertyAssignment(entry) && entry.name.getText() === name && entry)?.getChildAt(2) as
    | ts.Expression
    | undefined;

/** Ids are written whole, so that a search for one finds where it is given. What only compares an id gives none. */
function idsIn(file: string): { readonly emitted: readonly Emitted[]; readonly pieced: readonly string[] } {
  const source = ts.createSourceFile(file, readFileSync(join(ROOT, file), 'utf8'), ts.ScriptTarget.ES2022, true);
  const emitted: Emitted[] = [];
  const pieced: string[] = [];
  const visit = (node: ts.Node): void => {
    const { parent } = node;
    const place = `${file}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
    if (ts.isTemplateExpression(node) && ID.test(node.head.text)) pieced.push(`${place} ${node.getText()}`);
    if (isText(node) && ID.test(node.text) && !(ts.isBinaryExpression(parent) || ts.isCaseClause(parent))) {
      const literal = ts.isPropertyAssignment(parent) && parent.name.getText() === 'rule' ? parent.parent : undefined;
      const severity = literal && propertyOf(literal, 'severity');
      emitted.push({ id: node.text, place, severity: isText(severity) ? severity.text : undefined });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return { emitted, pieced };
}

const all = sources.map(idsIn);
const emitted = all.flatMap((found) => found.emitted);

describe('the table of findings', () => {
  it('has a row for every id that the sources give', () => {
    expect(emitted.filter(({ id }) => !ROWS.has(id) && !OF_RULES.has(id))).toEqual([]);
  });

  it('has no row that the sources do not give', () => {
    const given = new Set(emitted.map(({ id }) => id));
    expect([...ROWS.keys()].filter((id) => !given.has(id))).toEqual([]);
  });

  it('has the severity that the sources give', () => {
    const wrong = emitted.filter(
      ({ id, severity }) => severity !== undefined && ![ROWS.get(id)?.severity].flat().includes(severity as never),
    );
    expect(wrong).toEqual([]);
  });

  it('is sorted, each id once, and each row in the file of its area', () => {
    const ids = [...ROWS.keys()];
    expect(ids).toEqual([...new Set(ids)].sort());
    const files = readdirSync(join(ROOT, 'core/findings')).filter((name) => !['index.ts', 'row.ts', 'table.ts'].includes(name));
    for (const file of files) {
      const area = file.replace('.ts', '');
      const text = readFileSync(join(ROOT, 'core/findings', file), 'utf8');
      expect([...text.matchAll(/^ {2}'([a-z/-]+)': \{$/gm)].map(([, id]) => id)).toEqual(ids.filter((id) => id.startsWith(`${area}/`)));
    }
  });

  it('is the only place where an id is put together', () => {
    expect(all.flatMap(({ pieced }) => pieced)).toEqual([]);
  });

  it('states meanings in whole sentences', () => {
    for (const [id, { meaning }] of ROWS) expect(`${id}: ${meaning}`).toMatch(/: [A-Z`].*\.$/);
  });
});

it('lets the compiler hold that exactly the judgments judge', () => {
  const rest = { severity: 'error', message: 'no' } as const;
  const judgment: Finding = { ...rest, rule: 'requirement/missed', judges: true };
  const text: Finding = { ...rest, rule: 'yaml/tab' };
  // @ts-expect-error a judgment is marked as one
  const silent: Finding = { ...rest, rule: 'requirement/missed' };
  // @ts-expect-error what is about the text judges nothing
  const loud: Finding = { ...rest, rule: 'yaml/tab', judges: true };
  // @ts-expect-error an id has a row
  const without: Finding = { ...rest, rule: 'yaml/tap' };
  expect([judgment, text, silent, loud, without]).toHaveLength(5);
});
