import { describe, expect, it } from 'vitest';
import { defaultOf } from '../../src/catalog/index.js';
import { memoryFileSystem } from '../../src/io/index.js';
import { type FieldType, fieldTypes, parseField, STANDARD_CALENDAR } from '../../src/quantity/index.js';
import { type SpecKey, specKeys } from '../../src/schema/reference.js';
import { UNITS } from '../../src/views/spec-keys.js';
import { snippetOf } from '../../src/views/spec-snippet.js';
import { loadSpecs } from '../../src/workspace/index.js';

const keys = await specKeys();
const keyOf = (name: string): SpecKey => {
  const found = keys.find(({ key }) => key === name);
  if (!found) throw new Error(`no key ${name}`);
  return found;
};

/** What a key cannot do without: `kind` of a component, both ends of a requirement on a fact. */
function companions({ key, kinds = [] }: SpecKey): Readonly<Record<string, string>> {
  if (/^components\.\*\.(?!kind$)/.test(key)) return { kind: kinds[0] ?? 'database' };
  if (key.endsWith('.fact')) return { target: 'at most 20 TB' };
  if (/^requirements\.quality\.\*\.target$/.test(key)) return { fact: 'totals.storage' };
  if (/^waivers\.\*\./.test(key)) {
    const all = { rule: 'load/deploy-not-carried', about: 'components.db', reason: 'moves in May' };
    return Object.fromEntries(Object.entries(all).filter(([word]) => !key.endsWith(`.${word}`)));
  }
  if (/^catalog\.\*\.(?!mid$)/.test(key)) return { mid: '0.008 USD/GB' };
  return {};
}

/** A spec of what the reference shows for an example of a key, and of what that needs. */
function specWith(key: SpecKey, example: string): string {
  const name = key.key.startsWith('catalog') ? 'price.aws.xaz' : 'thing';
  const lines = snippetOf({ ...key, examples: [example] }).map((line) => line.replaceAll('NAME', name));
  const at = lines.findIndex((line) => line.trim() === `${name}:`);
  const indent = ' '.repeat((lines[at]?.search(/\S/) ?? 0) + 2);
  const beside = at < 0 ? [] : Object.entries(companions(key)).map(([word, value]) => `${indent}${word}: ${value}`);
  const own = at < 0 ? lines : [...lines.slice(0, at + 1), ...beside, ...lines.slice(at + 1)];
  const has = (word: string): boolean => own.some((line) => line.startsWith(`${word}:`));
  return [
    ...(has('sysdesign') ? [] : ['sysdesign: 1']),
    ...(has('name') ? [] : ['name: test']),
    ...(has('assumptions') ? [] : ['assumptions: { users: 2M users, clicks: 12 per user per month, fanOut: 3 }']),
    ...own,
    '',
  ].join('\n');
}

/** What is wrong with the text itself. That one key has no others beside it, or names what a spec of one key does not have, is no fault of it. */
async function faultsOf(text: string): Promise<readonly string[]> {
  const files = memoryFileSystem({ 't.sysdesign.yaml': text, 'data.yaml': 'data: { links: { item: 1 B } }\n' });
  const specs = await loadSpecs(['t.sysdesign.yaml'], { files });
  return specs.flatMap(({ findings }) =>
    findings
      .filter(({ rule, severity }) => severity === 'error' && !/^(?:spec\/(?!bad)|schema\/(?:count|missing-key)$)/.test(rule))
      .map(({ rule, message }) => `${rule}: ${message}`),
  );
}

const VOCABULARY = { calendar: STANDARD_CALENDAR, counts: new Set<string>() };
const NUMBERS = ['rate', 'duration', 'bytes'] as const;

describe('the reference of keys', () => {
  it('has the keys of the schema, each once', () => {
    const names = keys.map(({ key }) => key);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(
      expect.arrayContaining([
        'flows.*.rate',
        'components.*.each.rate',
        'data.*.keep',
        'call.retries.max',
        'topology.regions.*.zones.*.mtbf',
      ]),
    );
  });

  it('says of each what it states, and has an example', () => {
    expect(keys.filter(({ about }) => about.length < 6).map(({ key }) => key)).toEqual([]);
    expect(keys.filter(({ examples }) => examples.length === 0).map(({ key }) => key)).toEqual([]);
  });

  it.each(keys.map((key) => [key.key, key] as const))('shows examples of %s that can be read', async (_, key) => {
    for (const example of key.examples) {
      const text = specWith(key, example);
      expect(await faultsOf(text), text).toEqual([]);
    }
  });

  it('would notice an example that cannot be read', async () => {
    for (const name of ['flows.*.rate', 'components.*.each.memory', 'call.retries.backoff', 'data.*.keep'])
      expect(await faultsOf(specWith(keyOf(name), '5 parsecs')), name).not.toEqual([]);
    expect(await faultsOf(specWith(keyOf('tier'), 'huge'))).not.toEqual([]);
  });

  it('knows which kinds of component take a key, where not all do', () => {
    expect(keyOf('components.*.ttl').kinds).toEqual(['dns', 'cdn', 'cache']);
    expect(keyOf('components.*.replication').kinds).toBeUndefined();
  });

  // The values that the engines assume are in the catalog; the words of the schema are for people.
  it('names the defaults that are assumed', () => {
    const share = (name: string, tier: 'critical' | 'standard' | 'internal'): string =>
      `${Math.round(100 * (defaultOf(name, tier)?.value ?? Number.NaN))}%`;
    const of = (tier: 'critical' | 'internal'): string => `${tier}: ${share('target.rate', tier)}, ${share('target.disk', tier)}`;
    expect(keyOf('target').default).toBe(
      `of load ${share('target.rate', 'standard')}, of memory and disk ${share('target.disk', 'standard')} (${of('critical')}; ${of('internal')})`,
    );
    expect(keyOf('afterLoss').default).toBe(
      `${share('afterLoss', 'standard')} (critical: ${share('afterLoss', 'critical')}; internal: ${share('afterLoss', 'internal')})`,
    );
    expect(keyOf('peak').default).toBe(String(defaultOf('peak', 'standard')?.value));
    expect(keyOf('requirements.quality.*.window').default).toBe('30 d');
    expect(defaultOf('window', 'standard')?.value).toBe(30 * 86_400);
  });

  it.each(NUMBERS)('lists units of a %s that can be read', (field: FieldType) => {
    const units = (UNITS[field] ?? '').replace(/ \([^)]*\)/g, '').split(', ');
    expect(units.length).toBeGreaterThan(3);
    for (const unit of units) expect(parseField(field, `5 ${unit}`, VOCABULARY).ok, unit).toBe(true);
  });

  it('lists units of every field that has some', () => {
    const open: readonly FieldType[] = ['any', 'change', 'expectation', 'peak', 'holds'];
    expect(fieldTypes().filter((field) => UNITS[field] === undefined)).toEqual(expect.arrayContaining([...open]));
    expect(fieldTypes().filter((field) => UNITS[field] === undefined)).toHaveLength(open.length);
  });
});
