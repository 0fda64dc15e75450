import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse, parseDocument } from 'yaml';
import { identitiesIn } from './reviewing.js';

/** A fault that is put into a sound design by an edit, and what should find it: any of some rules, or a check. */
interface Fault {
  readonly fault: string;
  readonly in: string;
  readonly set?: Readonly<Record<string, unknown>>;
  readonly remove?: readonly string[];
  readonly finds: readonly string[];
  /** `recommended` unless stated. */
  readonly preset?: string;
}

const SEEDED = 'test/rules/seeded';
const FAULTS = parse(readFileSync(`${SEEDED}/faults.yaml`, 'utf8')) as readonly Fault[];
const sourceOf = (name: string): string =>
  readFileSync(name.includes('/') ? `${name}.sysdesign.yaml` : `${SEEDED}/${name}.sysdesign.yaml`, 'utf8');

/** A path of keys; digits are places in a list. */
const keysOf = (path: string): (string | number)[] => path.split('.').map((key) => (/^\d+$/.test(key) ? Number(key) : key));

function seed(source: string, { set = {}, remove = [] }: Fault): string {
  const document = parseDocument(source);
  for (const [path, value] of Object.entries(set)) document.setIn(keysOf(path), document.createNode(value));
  for (const path of remove) expect(document.deleteIn(keysOf(path)), path).toBe(true);
  return document.toString();
}

const bases = new Map<string, Promise<ReadonlySet<string>>>();
function foundIn({ in: name, preset = 'recommended' }: Fault): Promise<ReadonlySet<string>> {
  const known = bases.get(`${name} ${preset}`) ?? identitiesIn(sourceOf(name), preset);
  bases.set(`${name} ${preset}`, known);
  return known;
}

const outcomes = await Promise.all(
  FAULTS.map(async (fault) => {
    const [before, after] = [await foundIn(fault), await identitiesIn(seed(sourceOf(fault.in), fault), fault.preset)];
    const news = [...after].filter((id) => !before.has(id));
    const ids = fault.finds.map((id) => `${id}@`);
    return {
      fault,
      found: news.filter((id) => ids.some((start) => id.startsWith(start))),
      // Promises that the fault breaks are what it endangers, each a check of its own.
      others: news.filter((id) => !ids.some((start) => id.startsWith(start)) && !/^requirement\/(?:missed|at-risk)@/.test(id)),
    };
  }),
);

test('at least nine in ten of the faults are found', () => {
  expect(FAULTS.length).toBeGreaterThanOrEqual(40);
  const missed = outcomes.filter(({ found }) => found.length === 0).map(({ fault }) => fault.fault);
  expect(missed.length, missed.join('\n')).toBeLessThanOrEqual(FAULTS.length / 10);
});

test.each(outcomes.map((outcome) => [outcome.fault.fault, outcome] as const))('%s: at most one other finding', (_, { others }) => {
  expect(others.length, others.join('\n')).toBeLessThanOrEqual(1);
});
