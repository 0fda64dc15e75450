import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse, parseDocument } from 'yaml';
import { isFull } from '../../support/full.js';
import { toldOf } from '../support/reviewing.js';

/** A fault that is put into a sound design by an edit, and what should find it: any of some rules, or a check (of one promise: `requirement/missed@fresh`). */
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
const ALL = parse(readFileSync(`${SEEDED}/faults.yaml`, 'utf8')) as readonly Fault[];
/** Each is a review: every fourth one in the usual run. */
const FAULTS = ALL.filter((_, i) => isFull || i % 4 === 0);
/** Without doubt, which is costly to sample and decides none of the faults: at the median of its only range. */
const sourceOf = (name: string): string =>
  readFileSync(name.includes('/') ? `${name}.sysdesign.yaml` : `${SEEDED}/${name}.sysdesign.yaml`, 'utf8').replace(
    '80M..150M users',
    '109.5M users',
  );

/** A path of keys; digits are places in a list. */
const keysOf = (path: string): (string | number)[] => path.split('.').map((key) => (/^\d+$/.test(key) ? Number(key) : key));

function seed(source: string, { set = {}, remove = [] }: Fault): string {
  const document = parseDocument(source);
  for (const [path, value] of Object.entries(set)) document.setIn(keysOf(path), document.createNode(value));
  for (const path of remove) expect(document.deleteIn(keysOf(path)), path).toBe(true);
  return document.toString();
}

const bases = new Map<string, ReturnType<typeof toldOf>>();
function toldBefore({ in: name, preset = 'recommended' }: Fault): ReturnType<typeof toldOf> {
  const known = bases.get(`${name} ${preset}`) ?? toldOf(sourceOf(name), preset);
  bases.set(`${name} ${preset}`, known);
  return known;
}

const CHECK = /^requirement\/(?:missed|at-risk)@/;

interface Outcome {
  readonly found: readonly string[];
  readonly others: readonly string[];
}

async function outcomeOf(fault: Fault): Promise<Outcome> {
  const [before, after] = [await toldBefore(fault), await toldOf(seed(sourceOf(fault.in), fault), fault.preset)];
  const news = [...after.keys()].filter((id) => !before.has(id));
  const isIt = (id: string): boolean =>
    fault.finds.some((start) => id === start || id.startsWith(start.includes('@') ? `${start}.` : `${start}@`));
  const found = news.filter(isIt);
  // A promise that is broken is one more thing to read, unless what is found says that it endangers it.
  const endangered = found.flatMap((id) => after.get(id) ?? []);
  const isSaid = (id: string): boolean => CHECK.test(id) && endangered.includes(id.replace(CHECK, ''));
  return { found, others: news.filter((id) => !isIt(id) && !isSaid(id)) };
}

const outcomes = new Map<string, Outcome>();

test.each(FAULTS.map((fault) => [fault.fault, fault] as const))('%s: at most one other finding', async (name, fault) => {
  const outcome = await outcomeOf(fault);
  outcomes.set(name, outcome);
  expect(outcome.others.length, outcome.others.join('\n')).toBeLessThanOrEqual(1);
});

test('at least nine in ten of the faults are found', () => {
  expect(outcomes.size).toBe(FAULTS.length);
  expect(FAULTS.length).toBeGreaterThanOrEqual(40);
  const missed = [...outcomes].filter(([, { found }]) => found.length === 0).map(([name]) => name);
  expect(missed.length, missed.join('\n')).toBeLessThanOrEqual(FAULTS.length / 10);
});
