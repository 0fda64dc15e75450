import { expect, test } from 'vitest';
import { sysdesign } from '../../support/hosts.js';

/** It states neither a peak nor a failover, a budget or how often anything fails. */
const SPEC = `sysdesign: 1
name: shop
flows: { read: { rate: 10 req/s, path: api } }
components: { api: { kind: service, instances: 3 } }
requirements: { quality: { up: { flow: read, availability: 99.9% } } }
`;

interface Question {
  readonly rule: string;
  readonly subject: string;
  readonly message: string;
}

const run = async (config: string, ...flags: readonly string[]) =>
  await sysdesign(['review', 'a.sysdesign.yaml', ...flags], { files: { 'a.sysdesign.yaml': SPEC, 'sysdesign.config.yaml': config } });

async function reviewed(config = 'seed: 1\n', ...flags: readonly string[]) {
  const { out } = await run(config, ...flags, '-f', 'json');
  const [spec] = (JSON.parse(out) as { specs: { questions: readonly Question[]; findings: readonly { rule: string }[] }[] }).specs;
  return { questions: spec?.questions ?? [], rules: (spec?.findings ?? []).map(({ rule }) => rule) };
}

test('a review counts in one line what the design leaves open, and lists it for programs', async () => {
  const { questions, rules } = await reviewed();
  const open = questions.map(({ rule }) => rule);
  expect(open).toContain('load/peak-assumed');
  expect(open).toContain('availability/failure-rates-assumed');
  for (const { rule, message } of questions) {
    expect(rules).not.toContain(rule);
    expect(message).not.toBe('');
  }
  const { out } = await run('seed: 1\n');
  expect(out.replace(/\s+/g, ' ')).toMatch(
    new RegExp(`${questions.length} questions left open, \\d+ rules not asked: --preset thorough asks all`),
  );
});

test('what is asked for is a finding and no question; what is turned off is neither', async () => {
  const thorough = await reviewed('seed: 1\n', '--preset', 'thorough');
  expect(thorough.questions).toEqual([]);
  expect(thorough.rules).toContain('load/peak-assumed');
  const without = await reviewed('rules: { load/peak-assumed: off }\n');
  expect([...without.rules, ...without.questions.map(({ rule }) => rule)]).not.toContain('load/peak-assumed');
});
