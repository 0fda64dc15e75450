import { describe, expect, it } from 'vitest';
import type { Range } from '../../../src/core/index.js';
import { childShape, resolved, SHAPE, type Shape } from '../../../src/schema/index.js';
import type { MapEntry, MapNode, Node } from '../../../src/source/index.js';
import { SPECS } from '../support/fixtures.js';
import { brief, findingsIn, treeOf } from '../support/reading.js';

interface Spot {
  readonly path: string;
  readonly node: Node;
  readonly entry: MapEntry | undefined;
  /** Shape and node of the map it stands in. */
  readonly owner: Shape | undefined;
  readonly map: MapNode | undefined;
  readonly shape: Shape;
}

/** Every value of a spec with what should stand there. */
function spotsOf(root: MapNode): readonly Spot[] {
  const spots: Spot[] = [];
  const visit = (node: Node, expected: Shape, spot: Omit<Spot, 'node' | 'shape'>): void => {
    spots.push({ ...spot, node, shape: resolved(SHAPE, expected) });
    const owner = resolved(SHAPE, expected);
    if (node.type === 'scalar') return;
    const children = node.type === 'list' ? node.items.entries() : [...node.entries.values()].map((entry) => [entry.key, entry] as const);
    for (const [step, child] of children) {
      const shape = childShape(owner, step);
      const entry = 'key' in child ? child : undefined;
      const value = 'key' in child ? child.value : child;
      if (shape !== undefined)
        visit(value, shape, { path: `${spot.path}.${step}`, entry, owner, map: node.type === 'map' ? node : undefined });
    }
  };
  visit(root, SHAPE.root ?? {}, { path: '', entry: undefined, owner: undefined, map: undefined });
  return spots;
}

const spliced = (text: string, at: Pick<Range, 'start' | 'end'>, by: string): string => text.slice(0, at.start) + by + text.slice(at.end);

const cases = Object.entries(SPECS).flatMap(([name, text]) => spotsOf(treeOf(text)).map((spot) => ({ name, text, spot })));

describe('a valid spec', () => {
  it('has enough places to break', () => {
    expect(cases.length).toBeGreaterThan(250);
  });

  it('with any one key misspelt gives one finding, at the key, with the key', () => {
    const wrong: unknown[] = [];
    for (const { name, text, spot } of cases) {
      const { entry, owner, path } = spot;
      if (entry === undefined || owner?.props === undefined || !Object.hasOwn(owner.props, entry.key) || entry.key === 'parallel') continue;
      const misspelt = `${entry.key}z`;
      const found = findingsIn(spliced(text, entry.keyAt, misspelt)).map(brief);
      const expected = `schema/unknown-key <${misspelt}> -> ${entry.key}`;
      if (found.length !== 1 || found[0] !== expected) wrong.push({ name, path, found });
    }
    expect(wrong).toEqual([]);
  });

  it('without any one required key gives one finding that names it', () => {
    const wrong: unknown[] = [];
    let count = 0;
    for (const { name, text, spot } of cases) {
      const { entry, owner, path } = spot;
      if (entry === undefined || !owner?.required?.includes(entry.key)) continue;
      count++;
      const { start } = entry.keyAt;
      let { end } = entry.value.at;
      while (/[\s,]/.test(text[end] ?? '') && text[end - 1] !== '\n') end++;
      const indent = text[end - 1] === '\n' ? start - text.lastIndexOf('\n', start) - 1 : 0;
      const found = findingsIn(spliced(text, { start, end: end + (text.slice(end, end + indent).trim() === '' ? indent : 0) }, ''));
      if (found.length !== 1 || found[0]?.rule !== 'schema/missing-key' || !found[0].message.endsWith(`has no "${entry.key}"`)) {
        wrong.push({ name, path, found: found.map(brief) });
      }
    }
    expect(wrong).toEqual([]);
    expect(count).toBeGreaterThan(8);
  });

  it('with a value of the wrong type anywhere gives one finding, at the value', () => {
    const wrong: unknown[] = [];
    for (const { name, text, spot } of cases) {
      const { node, path, shape } = spot;
      if (path === '' || path === '.sysdesign') continue;
      const types = shape.kinds !== undefined ? ['object'] : (shape.types ?? ['string', 'number']);
      const [, by] =
        [
          ['array', '[[1]]'],
          ['object', '{ zz: 1 }'],
          ['string', 'oops'],
          ['boolean', 'true'],
        ].find(([type]) => !types.includes(type ?? '')) ?? [];
      if (by === undefined) throw new Error(`anything may stand at ${path}`);
      const found = findingsIn(spliced(text, node.at, by)).map(brief);
      if (found.length !== 1 || found[0]?.startsWith(`schema/wrong-type <${by}>`) !== true) wrong.push({ name, path, by, found });
    }
    expect(wrong).toEqual([]);
  });

  it('with any one word misspelt gives one finding that knows the word', () => {
    const wrong: unknown[] = [];
    let count = 0;
    for (const { name, text, spot } of cases) {
      const { node, shape, path } = spot;
      if (node.type !== 'scalar' || typeof node.value !== 'string' || !shape.words?.includes(node.value)) continue;
      count++;
      const found = findingsIn(spliced(text, node.at, `${node.value}z`)).map(brief);
      if (found.length !== 1 || found[0] !== `schema/unknown-value <${node.value}z> -> ${node.value}`) wrong.push({ name, path, found });
    }
    expect(wrong).toEqual([]);
    expect(count).toBeGreaterThan(8);
  });
});
