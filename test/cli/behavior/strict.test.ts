import { expect, test } from 'vitest';
import { sysdesign } from '../../support/hosts.js';

const COMMANDS = ['estimate', 'availability', 'review'] as const;

const specWith = (component: string): string => `sysdesign: 1
name: shop
flows: { pay: { rate: 10 req/s, path: provider } }
components: { provider: ${component} }
requirements: { quality: { up: { flow: pay, availability: 99.9% } } }
`;

/** Nothing is stated of how often it fails, and no catalog knows. */
const OPEN = specWith('{ kind: external }');
const MET = specWith('{ kind: external, availability: 99.99%, mttr: 30 min }');
const MISSED = specWith('{ kind: external, availability: 99%, mttr: 30 min }');

const codeOf = async (command: string, spec: string, ...flags: readonly string[]): Promise<number> =>
  (await sysdesign([command, 'a.sysdesign.yaml', ...flags], { files: { 'a.sysdesign.yaml': spec } })).code;

const codesOf = async (spec: string, ...flags: readonly string[]): Promise<readonly number[]> =>
  await Promise.all(COMMANDS.map((command) => codeOf(command, spec, ...flags)));

test('what is required and cannot be judged fails under --strict, in every command alike', async () => {
  expect(await codesOf(OPEN)).toEqual([0, 0, 0]);
  expect(await codesOf(OPEN, '--strict')).toEqual([1, 1, 1]);
});

test('what is met and what is missed end as they do without it', async () => {
  for (const flags of [[], ['--strict']]) {
    expect(await codesOf(MET, ...flags)).toEqual([0, 0, 0]);
    expect(await codesOf(MISSED, ...flags)).toEqual([1, 1, 1]);
  }
});

/** A promise that lenses of their own judge, where it is met, where it is missed, and where what it rests on is not stated. */
const JUDGED_ALONE = [
  [
    'latency',
    '{ flow: pay, p99: 1 s }',
    '{ kind: external, each: { p50: 5 ms, p99: 50 ms } }',
    '{ kind: external, each: { p50: 1 s, p99: 5 s } }',
  ],
] as const;

test.each(JUDGED_ALONE)('%s fails what it cannot judge under --strict', async (command, promise, met, missed) => {
  const spec = (component: string): string => specWith(component).replace('{ flow: pay, availability: 99.9% }', promise);
  const open = spec('{ kind: external }');
  expect([await codeOf(command, open), await codeOf(command, open, '--strict')]).toEqual([0, 1]);
  for (const flags of [[], ['--strict']])
    expect([await codeOf(command, spec(met), ...flags), await codeOf(command, spec(missed), ...flags)]).toEqual([0, 1]);
});

test.each([...COMMANDS, 'latency', 'consistency'])('%s --help says what it does', async (command) => {
  expect((await sysdesign([command, '--help'])).out.replace(/\s+/g, ' ')).toContain('--strict a target that cannot be judged fails too');
});
