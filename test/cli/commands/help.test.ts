import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../../src/cli/commands/index.js';
import { widthOf } from '../../../src/report/text.js';
import { specKeys } from '../../../src/schema/reference.js';
import { sysdesign } from '../../support/hosts.js';

const help = (...argv: readonly string[]) => sysdesign(['help', ...argv]);
const keysOf = async (...argv: readonly string[]): Promise<readonly string[]> =>
  JSON.parse((await help(...argv, '-f', 'json')).out).map(({ key }: { readonly key: string }) => key);

describe('help on the keys of a spec', () => {
  test('shows one with what it takes, its units, examples and how it stands in a spec', async () => {
    const ran = await help('flows.*.peak');
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(ran.out).toBe(`flows.*.peak

  Busiest time.

  takes     a peak
  default   the peak of the root, else 3
  examples  3
            12k req/s
            20% of the day in 2 h

  In a spec
    flows:
      NAME:
        peak: 3

Next: sysdesign help flows shows what stands beside it
`);
  });

  test.each([
    ['flows.*.rate', 'flows.*.rate'],
    ['flows.rate', 'flows.*.rate'],
    ['flows.redirect.rate', 'flows.*.rate'],
    ['components.each', 'components.*.each'],
    ['each.memory', 'components.*.each.memory'],
    ['components.db.each.memory', 'components.*.each.memory'],
    ['replication', 'components.*.replication'],
    ['HITRATIO', 'components.*.hitRatio'],
    ['data.links.keep:', 'data.*.keep'],
    ['call.hit', 'call.hit'],
    ['flows.read.path.0.cache.hit', 'call.hit'],
    ['requirements.quality.fast.p99', 'requirements.quality.*.p99'],
  ])('%s is the key %s', async (asked, key) => {
    expect((await keysOf(asked))[0]).toBe(key);
    expect((await keysOf('spec', asked))[0]).toBe(key);
  });

  test.each([
    ['latency', 'components.*.each.p99'],
    ['latency', 'requirements.quality.*.p99'],
    ['bandwidth', 'components.*.each.network'],
    ['qps', 'flows.*.rate'],
    ['ram', 'components.*.each.memory'],
    ['sla', 'requirements.agreements'],
    ['messages kept', 'components.*.retention'],
    ['median time', 'components.*.each.p50'],
    ['zipf exponent', 'components.*.popularity'],
  ])('the words "%s" find %s', async (words, key) => {
    expect(await keysOf('spec', ...words.split(' '))).toContain(key);
  });

  test('a word finds the resource before the limits on it', async () => {
    const found = await keysOf('bandwidth');
    expect(found.indexOf('components.*.each.network')).toBeLessThan(found.indexOf('target.network'));
  });

  test('a word that is a key names others that it finds', async () => {
    expect((await help('retention')).out).toMatch(/See also: .*data\.\*\.keep/);
  });

  test('a command goes before a key of its name, which `help spec` still finds', async () => {
    for (const name of ['availability', 'catalog', 'help']) expect((await help(name)).out).toMatch(new RegExp(`^Usage: sysdesign ${name}`));
    expect(await keysOf('spec', 'availability')).toContain('components.*.availability');
    expect(await keysOf('spec', 'catalog')).toEqual(['catalog']);
    for (const { name } of COMMANDS) expect((await help(name)).out).toBe((await sysdesign([name, '--help'])).out);
  });

  test.each([
    ['replicaton', /did you mean "replication"/],
    ['flows.rtae', /did you mean "flows.rate"/],
    ['hitratoi', /did you mean "hitRatio"/],
    ['zebra', /`sysdesign help spec` lists the keys/],
  ])('%s, which is none, says what is near', async (asked, says) => {
    const ran = await help('spec', asked);
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(ran.err.replace(/\s+/g, ' ')).toMatch(says);
  });

  test('of all is a page of sections, which names every key of the first and second level', async () => {
    const { out } = await help('spec');
    for (const { key } of (await specKeys()).filter((each) => !each.key.includes('.'))) expect(out).toContain(`\n${key} `);
    expect(out).toContain('325 keys'.replace('325', String((await specKeys()).length)));
    expect(out).toContain('Next: sysdesign help <key or word>');
  });

  test('of all in Markdown is the page in docs: `node bin/sysdesign.js help spec -f markdown -o docs/spec.md`', async () => {
    const page = readFileSync(fileURLToPath(new URL('../../../docs/spec.md', import.meta.url)), 'utf8');
    expect((await help('spec', '-f', 'markdown')).out).toBe(page);
    for (const { key } of await specKeys()) expect(page).toContain(`| \`${key}\` |`);
  });

  test('is an array in JSON and rows in CSV', async () => {
    expect(JSON.parse((await help('components.db.each.cpu', '-f', 'json')).out)).toMatchObject([
      { key: 'components.*.each.cpu', takes: 'a number of cores', field: 'cpu', examples: ['8'], required: false },
    ]);
    const { out } = await help('spec', '-f', 'csv');
    expect(out.split('\n')[0]).toBe('key,takes,default,kinds,examples,meaning');
    expect(out.trimEnd().split('\n')).toHaveLength((await specKeys()).length + 1);
  });

  test('fits the terminal and a pipe', async () => {
    for (const columns of [40, 80])
      for (const argv of [['spec'], ['components'], ['replication'], ['spec', 'latency'], ['call'], ['spec', '--verbose']]) {
        const { out } = await sysdesign(['help', ...argv], { terminal: true, columns, env: { NO_COLOR: '1' } });
        const long = out.split('\n').filter((line) => widthOf(line) > columns);
        // A key, and a line of YAML, are not broken.
        expect(
          long.filter((line) => /\S\s/.test(line.trim())),
          argv.join(' '),
        ).toEqual([]);
      }
    for (const line of (await help('spec')).out.split('\n')) expect(widthOf(line)).toBeLessThanOrEqual(80);
  });
});
