import { describe, expect, test } from 'vitest';
import { factsUnder, modelOf } from '../support/estimating.js';
import { isTree, Literal, literalsIn, type Tree, type Value } from './literals.js';
import { differences, holds, SEARCHED, same, usualValuesOf, valuesOf } from './relations.js';
import { blockYamlOf, type Dice, type Spec, specs, yamlOf } from './specs.js';

describe('writing the same in another way changes nothing', () => {
  test('another unit for the same value', () =>
    holds(specs(), async (spec, dice) => {
      const usual = await usualValuesOf(spec);
      same(usual, await valuesOf(yamlOf(spec, () => dice.whole(0, 3))), spec);
    }));

  test('another order of keys', () =>
    holds(specs(), async (spec, dice) => {
      const shuffled = (value: Value): Value => {
        if (Array.isArray(value)) return value.map(shuffled);
        if (!isTree(value)) return value;
        const keys = Object.keys(value).map((key) => ({ key, rank: dice.next() }));
        return Object.fromEntries(keys.sort((a, b) => a.rank - b.rank).map(({ key }) => [key, shuffled(value[key] ?? '')]));
      };
      // Calls are numbered as they stand: those of two consumers may change places.
      const unnumbered = /^(?!.*\.calls\.)/;
      same(await usualValuesOf(spec, unnumbered), await valuesOf(yamlOf(shuffled(spec)), {}, unnumbered), spec);
    }));

  test('lines and indentation in place of braces', () =>
    holds(specs(), async (spec) => {
      same(await usualValuesOf(spec), await valuesOf(blockYamlOf(spec)), spec);
    }));

  test('parts in files that are included', () =>
    holds(specs(), async (spec, dice) => {
      const [kept, moved] = parted(spec, dice);
      const model = await modelOf(yamlOf({ ...kept, include: ['parts/more.yaml'] }), 'spec.sysdesign.yaml', {
        'parts/more.yaml': blockYamlOf(moved),
      });
      same(await usualValuesOf(spec), (await factsUnder(model)).known(SEARCHED), spec);
    }));

  test('several blocks of a Markdown document', () =>
    holds(specs(), async (spec, dice) => {
      const [kept, moved] = parted(spec, dice);
      const block = (part: Value): string => `\n\`\`\`yaml sysdesign\n${blockYamlOf(part)}\`\`\`\n`;
      const text = `# Design\n\nFirst the one half:\n${block(kept)}\n- then the other:\n${block(moved)}`;
      same(await usualValuesOf(spec), (await factsUnder(await modelOf(text, 'design.md'))).known(SEARCHED), spec);
    }));

  test('a list or a map of names in place of one; a factor in place of a number of copies; another word for instances', () =>
    holds(specs(), async (spec) => {
      const longer = (value: Value, key = ''): Value => {
        if ((key === 'addedBy' || key === 'readBy') && typeof value === 'string') return { [value]: 1 };
        if ((key === 'addedBy' || key === 'readBy') && Array.isArray(value))
          return Object.fromEntries(value.map((name) => [String(name), 1]));
        if (key === 'replication' && value instanceof Literal) return { factor: value };
        if (Array.isArray(value)) return value.map((item) => longer(item));
        if (!isTree(value)) return value;
        return Object.fromEntries(
          Object.entries(value).map(([name, inner]) => [name === 'instances' ? 'nodes' : name, longer(inner, name)]),
        );
      };
      same(await usualValuesOf(spec), await valuesOf(yamlOf(longer(spec))), spec);
    }));

  test('calls within calls in place of a chain in words', () =>
    holds(specs(), async (spec) => {
      const longer = (path: Value): Value => {
        if (typeof path !== 'string') return path;
        const [last = '', ...callers] = path.split(' -> ').reverse();
        return [callers.reduce<Value>((inside, caller) => ({ [caller]: { calls: [inside] } }), last)];
      };
      const flows = Object.fromEntries(
        Object.entries(spec.flows).map(([name, flow]) => [name, isTree(flow) ? { ...flow, path: longer(flow.path ?? []) } : flow]),
      );
      same(await usualValuesOf(spec), await valuesOf(yamlOf({ ...spec, flows })), spec);
    }));

  test('an item told by its parts', () =>
    holds(specs(), async (spec) => {
      const whole = (item: Value | undefined): Value => {
        const parts = literalsIn(item ?? '').map(({ literal }) => literal.amount);
        return new Literal(
          'bytes',
          parts.reduce((sum, part) => sum + part, 0),
        );
      };
      const data = Object.fromEntries(
        Object.entries(spec.data ?? {}).map(([name, set]) => [name, isTree(set) ? { ...set, item: whole(set.item) } : set]),
      );
      same(await usualValuesOf(spec), await valuesOf(yamlOf({ ...spec, data })), spec);
    }));

  test('another name for a component', () =>
    holds(specs(), async (spec, dice) => {
      const name = dice.of('front', 'api', 'svc', 'db', 'blob', 'q1', 'q2', 'w1', 'w3');
      const other = 'renamed-Thing_2';
      const text = yamlOf(spec).replaceAll(new RegExp(`(?<=["> ])${name}(?=[" ])`, 'g'), other);
      const named = (id: string): string =>
        id.replace(new RegExp(`^(components|cache)\\.${name}\\.`), `$1.${other}.`).replace(`.consumers.${name}.`, `.consumers.${other}.`);
      expect(differences(await usualValuesOf(spec), await valuesOf(text), named), yamlOf(spec)).toEqual([]);
    }));

  test('another name for a flow and for a data set', () =>
    holds(specs(), async (spec) => {
      const text = yamlOf(spec).replaceAll(/"(f1|d1)"/g, '"new-$1"');
      const named = (id: string): string =>
        id.replace(/^(flows|data)\.(f1|d1)\./, '$1.new-$2.').replace(/\.readBy\.f1(?=\.|$)/, '.readBy.new-f1');
      expect(differences(await usualValuesOf(spec), await valuesOf(text), named), yamlOf(spec)).toEqual([]);
    }));
});

/** Two halves of a spec that merge into it: sections and entries of sections go one way or the other. */
function parted(spec: Spec, dice: Dice): [Tree, Tree] {
  const kept: Tree = {};
  const moved: Tree = {};
  for (const [key, value] of Object.entries(spec)) {
    const whole = !isTree(value) || key === 'topology';
    if (key === 'sysdesign' || key === 'name') kept[key] = value;
    else if (whole) (dice.chance(0.5) ? kept : moved)[key] = value;
    else {
      for (const [name, inner] of Object.entries(value)) {
        const half = dice.chance(0.5) ? kept : moved;
        const section = half[key];
        half[key] = { ...(isTree(section) ? section : {}), [name]: inner };
      }
    }
  }
  return [kept, Object.keys(moved).length > 0 ? moved : { summary: 'nothing to say' }];
}
