import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { identitiesIn } from '../support/reviewing.js';

/** Where our specs lie, by how the list names them. The known answers are the shared ones, word for word: another test compares them. */
const FOLDERS = { templates: 'templates', examples: 'examples', known: 'test/known-answers' } as const;
const END = '.sysdesign.yaml';

const SPECS = Object.entries(FOLDERS).flatMap(([name, folder]) =>
  readdirSync(folder)
    // `conformance` pins formulas, and is no design.
    .filter((file) => file.endsWith(END) && file !== `conformance${END}`)
    .map((file) => ({ name: `${name}/${file.slice(0, -END.length)}`, path: `${folder}/${file}` })),
);

interface Reviewed {
  readonly why: string;
  readonly in: Readonly<Record<string, readonly string[]>>;
}
const LIST = parse(readFileSync('test/rules/reviewed.yaml', 'utf8')) as Readonly<Record<string, Reviewed>>;

/** `rule@subject#key` of what the list keeps in a spec. */
const keptIn = (spec: string): readonly string[] =>
  Object.entries(LIST).flatMap(([rule, { in: where }]) => (where[spec] ?? []).map((subject) => `${rule}@${subject}`));

describe('what is found in our own specs, and nothing else', () => {
  test.each(SPECS)('$name', async ({ name, path }) => {
    const found = [...(await identitiesIn(readFileSync(path, 'utf8')))].filter((id) => !id.startsWith('requirement/'));
    expect(found.sort()).toEqual([...keptIn(name)].sort());
  });
});

describe('the reviewed list', () => {
  test('has one sentence why for each rule', () => {
    for (const [rule, { why }] of Object.entries(LIST)) expect(why, rule).toMatch(/^[A-Z0-9].{40,}[^.]\.$/s);
  });

  test('names specs that there are', () => {
    const names = SPECS.map(({ name }) => name);
    for (const { in: where } of Object.values(LIST)) expect(names).toEqual(expect.arrayContaining(Object.keys(where)));
  });

  test('keeps nothing in templates, nor in the example that is to be followed', () => {
    for (const { name } of SPECS)
      if (name.startsWith('templates/') || name === 'examples/url-shortener') expect(keptIn(name), name).toEqual([]);
  });
});
