import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/core/index.js';
import { addressOf, type Graph } from '../../src/facts/index.js';
import { RULES, runRules } from '../../src/rules/index.js';
import { isFull } from '../support/full.js';
import { sysdesign } from '../support/hosts.js';
import { isTree, type Value } from './literals.js';
import { batches, designsFrom, evaluated, reviewed, THOROUGH } from './reviewed.js';
import { type Dice, yamlOf } from './specs.js';

/** What must hold of rules whatever the design: each property is tried on so many generated ones. */
const SPECS = isFull ? 1000 : 25;

/** What tells a finding from others, how bad it is, and what it rests on. */
const told = ({ rule, severity, ...finding }: Finding, named: (id: string) => string = (id) => id): string => {
  const { subject = finding.path ?? '', key = '', facts = [], chance = 1 } = finding.judges ? finding : {};
  return [rule, severity, named(`${subject}#${key}`), facts.map(named).join(' '), chance.toFixed(6)].join(' | ');
};

const same = (before: readonly string[], after: readonly string[], text: string): void => {
  expect([...after].sort(), text).toEqual([...before].sort());
};

/** Names in another order of letters than those that they replace. `cache` is the word for a kind too. */
const NAMES: Readonly<Record<string, string>> = {
  front: 'z-edge',
  api: 'y-api',
  svc: 'x-svc',
  db: 'a-store',
  blob: 'b-files',
  q1: 'p-queue',
  q2: 'o-stream',
  w1: 'n-worker',
  w2: 'm-worker',
  w3: 'l-worker',
  ext: 'c-others',
  f1: 'last',
  f2: 'middle',
  f3: 'k3',
  f4: 'a4',
  d1: 'things',
  d2: 'm-things',
  d3: 'a-things',
};
const NAMED = new RegExp(`(?<=["> ])(?:${Object.keys(NAMES).join('|')})(?=[" ])`, 'g');
const NAMED_IN_IDS = new RegExp(`(?<![\\w-])(?:${Object.keys(NAMES).join('|')})(?![\\w-])`, 'g');
const renamed = (text: string, names: RegExp): string => text.replaceAll(names, (name) => NAMES[name] ?? name);

/** The order of places means something: what does not go up evenly stands in the first of them. */
function shuffled(value: Value, dice: Dice): Value {
  if (Array.isArray(value)) return value.map((item) => shuffled(item, dice));
  if (!isTree(value)) return value;
  const ranked = Object.entries(value).map(([key, inner]) => ({ key, inner, rank: dice.next() }));
  return Object.fromEntries(
    ranked.sort((a, b) => a.rank - b.rank).map(({ key, inner }) => [key, key === 'regions' ? inner : shuffled(inner, dice)]),
  );
}

describe(`in ${SPECS} generated designs, what rules find`, () => {
  test.each(batches(SPECS))('does not depend on names, on the order of keys or on units, from the seed %i on', async (first) => {
    for (const { spec, dice } of designsFrom(first)) {
      const text = yamlOf(spec);
      const usual = await reviewed(text);
      const asIs = usual.map((finding) => told(finding));
      const inOtherUnits = yamlOf(spec, () => dice.whole(0, 3));
      same(
        asIs,
        (await reviewed(inOtherUnits)).map((finding) => told(finding)),
        inOtherUnits,
      );
      const otherNames = renamed(text, NAMED);
      const inNames = (id: string): string => renamed(id, NAMED_IN_IDS);
      same(
        usual.map((finding) => told(finding, inNames)),
        (await reviewed(otherNames)).map((finding) => told(finding)),
        otherNames,
      );
      // Calls are numbered as they stand: those of two consumers may change places. Of several promises that are alike, the first is named.
      const unnumbered = (id: string): string =>
        id.replaceAll(/\.calls\.\d+/g, '.calls').replace(/^((?:objective|agreement)s)\.[^.]+/, '$1');
      const reordered = yamlOf(shuffled(spec, dice));
      same(
        usual.map((finding) => told(finding, unnumbered)),
        (await reviewed(reordered)).map((finding) => told(finding, unnumbered)),
        reordered,
      );
    }
  });

  test.each(batches(SPECS))('is printed in the same bytes by two runs, from the seed %i on', async (first) => {
    for (const { spec } of designsFrom(first)) {
      const files = { 'a.sysdesign.yaml': yamlOf(spec) };
      const argv = ['review', 'a.sysdesign.yaml', '--no-fixes', '--preset', 'thorough', '--samples', '100', '-f', 'json'];
      const [once, twice] = [await sysdesign(argv, { files }), await sysdesign(argv, { files })];
      expect(twice.out).toBe(once.out);
      expect(twice.err + once.err).toBe('');
    }
  });
});

/** A graph that notes which facts are asked for. */
function noting(graph: Graph): { readonly graph: Graph; readonly asked: Set<string> } {
  const asked = new Set<string>();
  const watched = new Proxy(graph, {
    get(target, property) {
      const value: unknown = Reflect.get(target, property, target);
      if (typeof value !== 'function') return value;
      return (...given: readonly unknown[]) => {
        if (property === 'get') asked.add(String(given[0]));
        return (value as (...all: readonly unknown[]) => unknown).apply(target, [...given]);
      };
    },
  });
  return { graph: watched, asked };
}

/** What a literal of the spec is read by: its place. What it states is part of the model. */
const LITERAL = /^(?:stated|assumptions|derived|conventions)\./;

test.each(batches(SPECS))('a rule reads no fact that it does not declare, from the seed %i on', async (first) => {
  for (const { spec } of designsFrom(first)) {
    const text = yamlOf(spec);
    const evaluation = await evaluated(text);
    for (const rule of RULES) {
      const { graph, asked } = noting(evaluation.graph);
      const { broken } = runRules({ ...evaluation, graph }, [rule], THOROUGH);
      expect(broken, text).toEqual([]);
      const declared = new Set<string>(rule.reads);
      const undeclared = [...asked].filter((id) => !LITERAL.test(id) && !declared.has(addressOf(id)?.kind.pattern ?? id));
      expect(undeclared, `${rule.id} in ${text}`).toEqual([]);
    }
  }
});
