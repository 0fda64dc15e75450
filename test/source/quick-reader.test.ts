import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Node, parseYaml, wholeOf } from '../../src/source/index.js';
import { readQuickly } from '../../src/source/quick-reader.js';

const sliceOf = (text: string) => wholeOf({ name: 'spec.yaml', text });

/** A tree as plain data, with every place. An absent value has no text, so where it stands does not matter. */
function shape(node: Node): unknown {
  const at = node.at.end > node.at.start ? [node.at.start, node.at.end] : [];
  if (node.type === 'scalar') return [node.raw, Object.is(node.value, -0) ? '-0' : node.value, node.quoted, at];
  if (node.type === 'list') return [at, node.items.map(shape)];
  return [at, [...node.entries.values()].map(({ key, keyAt, value }) => [key, keyAt.start, keyAt.end, shape(value)])];
}

/** True if the quick reader took the text; then the library must read the same from it, without a finding. */
function agree(text: string): boolean {
  const quick = readQuickly(sliceOf(text));
  if (quick === undefined) return false;
  const warnings: unknown[] = [];
  const slow = parseYaml(sliceOf(text), warnings as never[]);
  expect(slow.ok, `accepted ${JSON.stringify(text)}`).toBe(true);
  expect(warnings, text).toEqual([]);
  if (slow.ok) expect(shape(quick), JSON.stringify(text)).toEqual(shape(slow.value));
  return true;
}

it('reads the examples and starters as the library does', () => {
  for (const folder of ['examples', 'templates']) {
    const base = new URL(`../../${folder}/`, import.meta.url);
    for (const name of readdirSync(base))
      if (/\.ya?ml$/.test(name)) expect(agree(readFileSync(new URL(name, base), 'utf8')), name).toBe(true);
  }
});

it('agrees with the library on whatever it takes of random text made of YAML pieces', () => {
  const piece = fc.constantFrom(
    'a',
    'b',
    'c: 1',
    'key:',
    'key: ',
    '- ',
    '-',
    '  ',
    ' ',
    '    ',
    '\n',
    '\n  ',
    '\n    ',
    '\r\n',
    '{',
    '}',
    '[',
    ']',
    ', ',
    ',',
    ': ',
    ':',
    '"x"',
    "'y'",
    '"',
    "'",
    '# c',
    ' # c',
    '#',
    '=',
    '(',
    ')',
    '= ceil(a, b)',
    '5k req/s',
    '1_000',
    '017',
    '1.10',
    '-5',
    '+5',
    '.5',
    '5.',
    '.inf',
    '0x1f',
    '1e5',
    '-0',
    'null',
    '~',
    'true',
    'yes',
    '&a ',
    '*a',
    '!t ',
    '|',
    '>',
    '>= 3',
    '<= 3',
    '? ',
    '%',
    '@',
    '`',
    '---',
    '---\n',
    '...\n',
    '\t',
    '\ufeff',
    '\u00a0',
    '\u2028',
    'ä😀',
    '\\',
    '<<: ',
    '__proto__: ',
    'a.b/c-d: x',
    'rate:5',
    '1e400',
    '12345678901234567890',
    '~5',
    '\u0000',
  );
  let taken = 0;
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
      if (agree(`k: ${pieces.join('')}`)) taken++;
      if (agree(pieces.join(''))) taken++;
      if (agree(`k:\n  - ${pieces.join('')}\nz: { a: [${pieces.join('')}] }\n`)) taken++;
      if (agree(`k: { a: ${pieces.join('')} }\n`)) taken++;
    }),
    { seed: 11, numRuns: 5000 },
  );
  expect(taken).toBeGreaterThan(500);
});

it('agrees with the library on a spec with one character changed', () => {
  const text = readFileSync(new URL('../../examples/url-shortener.sysdesign.yaml', import.meta.url), 'utf8').slice(0, 2500);
  fc.assert(
    fc.property(
      fc.nat(text.length - 1),
      fc.constantFrom('', ' ', '\n', ':', ',', '"', '#', '-', '{', '}', '[', ']', "'", '\t', '&', '='),
      fc.boolean(),
      (at, by, insert) => {
        agree(text.slice(0, at) + by + text.slice(insert ? at : at + 1));
      },
    ),
    { seed: 11, numRuns: 400 },
  );
});
