import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../src/', import.meta.url));

/** Fields that are written for people: what goes on from a finding or a fact reads its slots, ids and inputs. */
const PRINTED = 'message|help|math|formula';

/** Takes such a text apart: asks what is in it, or holds a pattern against it. Replacing and cutting to length only show it. */
const PARSED = [
  new RegExp(`\\b(?:${PRINTED})\\??\\.(?:includes|startsWith|endsWith|match|matchAll|search|split|indexOf)\\(`),
  new RegExp(`\\.(?:test|exec)\\(\\s*(?:\\w+\\.)*(?:${PRINTED})\\b`),
];

/** What does so, and why it may. */
const MAY: Readonly<Record<string, string>> = {
  'cli/main.ts': 'the first line of what a library threw',
  'cli/usage-error.ts': 'commander gives its errors as sentences alone',
  'cli/practice/answers.ts': 'the first line of what a library threw',
  'lenses/shared/answer-blocks.ts': 'cuts a sentence at a comma, so that it fits',
  'quantity/expression.ts': 'mathjs gives its errors as sentences alone',
  'quantity/fields.ts': 'a formula that a user wrote',
  'report/junit.ts': 'the first line of a sentence',
  'rules/settle.ts': 'which slots the template of a rule has',
  'source/syntax.ts': 'the parser of YAML tells what it expected in its sentences alone',
  'views/explanation.ts': 'a printed formula is shown a second time with numbers in the place of its ids, whatever wrote it',
  'workspace/config.ts': 'the first line of what a library threw',
  'workspace/vain-suggestions.ts': 'takes back the action that names a suggestion, with the suggestion',
};

it('nothing in src parses what is printed for people', () => {
  const found = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
    .map((name) => name.split(sep).join('/'))
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .flatMap((name) => {
      const lines = readFileSync(join(ROOT, name), 'utf8').split('\n');
      return lines.flatMap((line, i) =>
        PARSED.some((parsed) => parsed.test(line)) ? [{ name, line: `${name}:${i + 1} ${line.trim()}` }] : [],
      );
    });
  expect(found.filter(({ name }) => !Object.hasOwn(MAY, name)).map(({ line }) => line)).toEqual([]);
  expect(Object.keys(MAY).filter((name) => !found.some((one) => one.name === name))).toEqual([]);
});
