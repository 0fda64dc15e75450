import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { analyzeReview } from '../../src/lenses/review/analyze.js';
import { RULES } from '../../src/rules/index.js';
import { specKeys } from '../../src/schema/reference.js';
import { evaluationOf } from '../../src/workspace/index.js';
import { sysdesign } from '../cli/hosts.js';
import { yamlOf as plainOf } from '../differential/data.js';
import { generated } from '../differential/generate.js';
import { Facts, FILE, loaded } from '../facts/estimating.js';
import { design } from '../properties/designs.js';
import { THOROUGH } from '../properties/reviewed.js';
import { Dice, yamlOf } from '../properties/specs.js';

type Tree = Record<string, unknown>;

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Keys of the schema at which a spec states something: none that only holds others, and no name of its own. */
const KEYS = (await specKeys()).map(({ key }) => key);
const LEAVES = KEYS.filter((key) => !KEYS.some((other) => other.startsWith(`${key}.`)));

/** What stands at a path is of which key: with `*` for names, options of calls as `call`. */
function keyOf(path: readonly string[]): string | undefined {
  const at = path.indexOf('path');
  const isCall = path[0] === 'flows' && at === 2 && path.length > 3;
  const below = isCall ? callBelow(path.slice(3)) : path;
  return LEAVES.find((leaf) => {
    const keys = leaf.split('.');
    return keys.length === below.length && keys.every((key, i) => key === '*' || key === below[i]);
  });
}

/** Of a path below that of a flow: what comes after the last component that is called. */
function callBelow(path: readonly string[]): readonly string[] {
  const last = path.findLastIndex((key) => key === 'calls' || key === 'miss' || key === 'parallel');
  const own = path.slice(last + 1).filter((key) => !/^\d+$/.test(key));
  return ['call', ...own.slice(1)];
}

function* leavesOf(value: unknown, path: readonly string[] = []): Generator<readonly string[]> {
  if (keyOf(path) !== undefined) yield path;
  if (Array.isArray(value)) for (const [i, item] of value.entries()) yield* leavesOf(item, [...path, String(i)]);
  else if (isTree(value)) for (const [key, inner] of Object.entries(value)) yield* leavesOf(inner, [...path, key]);
}

function without(value: unknown, [key, ...rest]: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((item, i) => (String(i) === key ? without(item, rest) : item));
  if (!isTree(value) || key === undefined) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) =>
      name !== key ? [[name, inner]] : rest.length === 0 ? [] : [[name, without(inner, rest)]],
    ),
  );
}

const folder = (path: string): readonly string[] =>
  readdirSync(path)
    .filter((file) => file.endsWith('.sysdesign.yaml'))
    .map((file) => readFileSync(`${path}/${file}`, 'utf8'));

/** Specs that state, together, nearly all that may be stated. */
function* pool(): Generator<Tree> {
  const texts = [...RULES.flatMap(({ docs }) => [docs.bad, docs.good]), ...['examples', 'templates', 'test/mutations'].flatMap(folder)];
  for (const text of texts) yield parse(text) as Tree;
  for (let seed = 1; seed <= 20; seed++) {
    yield JSON.parse(yamlOf(design(new Dice(seed)))) as Tree;
    yield JSON.parse(plainOf(generated(seed))) as Tree;
  }
}

/** What comes of a spec: its facts but for what it states itself, its checks and what rules find; undefined for one that is not valid. */
async function outcomeOf(spec: unknown): Promise<string | undefined> {
  const { spec: model } = await loaded(JSON.stringify(spec));
  if (!model) return undefined;
  const evaluation = await evaluationOf(model, { samples: 50 });
  const { checks, findings, context, summary } = await analyzeReview(evaluation, { rules: THOROUGH });
  const { graph, sampler } = evaluation;
  const facts = [...new Facts(graph, sampler).known(/^stated\./)].map(([id, value]) => `${id} ${value.toPrecision(9)}`);
  return JSON.stringify([
    facts,
    context,
    summary,
    checks.map(({ at: _, ...check }) => check),
    findings.map(({ rule, severity, message, help, math }) => [rule, severity, message, help, math]),
  ]);
}

/** What commands print of it, without places. */
async function printedOf(spec: unknown): Promise<string> {
  const files = { [FILE]: JSON.stringify(spec) };
  const printed = await Promise.all(
    ['estimate', 'availability', 'review'].map((command) => sysdesign([command, FILE, '--samples', '50'], { files })),
  );
  return printed.map(({ out }) => out.replaceAll(/\d+:\d+/g, '').replaceAll(/^.*\|.*$/gm, '')).join('\n');
}

/** So many specs that state it are asked before a key counts as one that nothing reads. */
const TRIES = 12;

/** Keys that nothing reads yet, and what will. The list only shrinks. */
const UNREAD: Readonly<Record<string, string>> = {};

test('every key of the schema changes a fact, a check or a finding, or is listed with what will read it', {
  timeout: 300_000,
}, async () => {
  const read = new Set<string>();
  const tried = new Map<string, number>();
  const stated = new Set<string>();
  for (const spec of pool()) {
    const open = [...leavesOf(spec)].flatMap((path) => {
      const key = keyOf(path) as string;
      stated.add(key);
      return read.has(key) || (tried.get(key) ?? 0) >= TRIES ? [] : [{ key, path }];
    });
    if (open.length === 0) continue;
    const usual = await outcomeOf(spec);
    if (usual === undefined) continue;
    for (const { key, path } of open) {
      if (read.has(key) || (tried.get(key) ?? 0) >= TRIES) continue;
      const other = without(spec, path);
      const outcome = await outcomeOf(other);
      if (outcome === undefined) continue;
      tried.set(key, (tried.get(key) ?? 0) + 1);
      if (outcome !== usual || (await printedOf(other)) !== (await printedOf(spec))) read.add(key);
    }
  }
  console.log(
    'unstated',
    LEAVES.filter((key) => !stated.has(key)),
  );
  console.log(
    'untried',
    LEAVES.filter((key) => stated.has(key) && !tried.has(key)),
  );
  console.log(
    'unread',
    LEAVES.filter((key) => tried.has(key) && !read.has(key)),
  );
  expect(LEAVES.filter((key) => !read.has(key))).toEqual(Object.keys(UNREAD).sort());
});
