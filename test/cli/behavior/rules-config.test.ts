import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { sysdesign } from '../../support/hosts.js';

const SPEC = `sysdesign: 1
name: shop
flows: { pay: { rate: 10 req/s, path: provider } }
components: { provider: { kind: external, availability: 99.95%, mttr: 30 min }, spare: { kind: service } }
requirements: { quality: { up: { flow: pay, availability: 99.9% } } }
`;

const codesUnder = async (config: string): Promise<readonly number[]> =>
  await Promise.all(
    ['estimate', 'availability', 'review'].map(
      async (command) =>
        (await sysdesign([command, 'shop.sysdesign.yaml'], { files: { 'shop.sysdesign.yaml': SPEC, 'sysdesign.config.yaml': config } }))
          .code,
    ),
  );

test('what a configuration says of a rule holds for every command, and so do their exit codes', async () => {
  expect(await codesUnder('seed: 1\n')).toEqual([0, 0, 0]);
  expect(await codesUnder('rules: { simplicity/component-not-called: error }\n')).toEqual([1, 1, 1]);
  expect(await codesUnder('rules: { simplicity/component-not-called: off }\n')).toEqual([0, 0, 0]);
});

test('errors of the design fail every command alike', async () => {
  const files = {
    'shop.sysdesign.yaml': SPEC.replace(
      'external, availability: 99.95%',
      'service, instances: 2, each: { rate: 10 req/s }, availability: 99.95%',
    ),
  };
  for (const command of ['estimate', 'availability', 'review']) {
    const { code, out } = await sysdesign([command, 'shop.sysdesign.yaml'], { files });
    expect(code, out).toBe(1);
    expect(out).toContain('capacity/overloaded');
  }
});

test.each([
  ['rules: { simplicity/component-not-caled: off }\n', 'did you mean "simplicity/component-not-called"'],
  ['preset: thorogh\n', 'unknown preset "thorogh"'],
  ['preset: thorogh\n', 'did you mean "thorough"'],
  ['rules: { load/spike-needs-queue: { carried: 3 GB } }\n', 'rules.load/spike-needs-queue.carried'],
  ['rules: { load/spike-needs-queue: { carried: 3 GB } }\n', 'sysdesign.config.yaml:1:45'],
  ['rules: { load/spike-needs-queue: { carried: plenty } }\n', 'rules.load/spike-needs-queue.carried'],
  ['rules: { load/spike-needs-queue: { caried: 3 } }\n', 'did you mean "carried"'],
  ['rules: { load/spike-needs-queue: loud }\n', 'unknown severity "loud"'],
])('a configuration that sets what is not there ends with exit code 2: %s', async (config, says) => {
  const { code, out, err } = await sysdesign(['review', 'shop.sysdesign.yaml'], {
    files: { 'shop.sysdesign.yaml': SPEC, 'sysdesign.config.yaml': config },
  });
  expect(code).toBe(2);
  expect((out + err).replace(/\s+/g, ' ')).toContain(says);
});

test('a rule that is set to less than a symptom of it is shown as it is set, and the symptom by itself', async () => {
  const severities = async (config: string): Promise<readonly string[]> => {
    const { out } = await sysdesign(['review', 'sale.sysdesign.yaml', '--no-fixes', '-f', 'json', '--samples', '500'], {
      files: { 'sale.sysdesign.yaml': readFileSync('examples/flash-sale.sysdesign.yaml', 'utf8'), 'sysdesign.config.yaml': config },
    });
    const { specs } = JSON.parse(out) as { specs: readonly { findings: readonly { rule: string; severity: string }[] }[] };
    const about = ['availability/dependency-below-target', 'availability/third-party-without-fallback'];
    return (specs[0]?.findings ?? []).filter(({ rule }) => about.includes(rule)).map(({ rule, severity }) => `${severity} ${rule}`);
  };
  expect(await severities('preset: recommended\n')).toEqual(['error availability/dependency-below-target']);
  expect([...(await severities('rules: { availability/dependency-below-target: info }\n'))].sort()).toEqual([
    'info availability/dependency-below-target',
    'warning availability/third-party-without-fallback',
  ]);
});
