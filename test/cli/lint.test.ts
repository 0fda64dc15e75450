import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { sysdesign } from '../support/hosts.js';

const CLEAN = `sysdesign: 1
name: shop
flows: { pay: { rate: 10 req/s, path: api } }
components: { api: { kind: service } }
`;
/** A component that nothing calls is a warning of the recommended rules. */
const WARNED = CLEAN.replace('api: { kind: service }', 'api: { kind: service }, spare: { kind: service }');
const RULE = 'simplicity/component-not-called';
/** Ten requests a second on an instance that carries five, of a fleet that is stated. */
const OVERLOADED = CLEAN.replace('{ kind: service }', '{ kind: service, instances: 1, each: { rate: 5 req/s } }');
const MISSED = `${CLEAN}expect: { flows.pay.rate.mean: 20 req/s }\n`;
/** Between 8 and 12 per second, so that at most 11 holds in some cases. */
const AT_RISK = `${CLEAN.replace('10 req/s', '8..12 req/s')}requirements: { quality: { calm: { fact: flows.pay.rate.mean, target: at most 11 req/s } } }\n`;
const UNKNOWN = `${CLEAN}requirements: { quality: { answer: { fact: flows.pay.egress.mean, target: at most 1 MB/s } } }\n`;
const INVALID = CLEAN.replace('path: api', 'path: apy');
const BROKEN_YAML = `${CLEAN}summary: "never closed\n`;
const FILES = {
  'clean.sysdesign.yaml': CLEAN,
  'warned.sysdesign.yaml': WARNED,
  'overloaded.sysdesign.yaml': OVERLOADED,
  'missed.sysdesign.yaml': MISSED,
  'risk.sysdesign.yaml': AT_RISK,
  'unknown.sysdesign.yaml': UNKNOWN,
  'invalid.sysdesign.yaml': INVALID,
  'yaml.sysdesign.yaml': BROKEN_YAML,
};
const at = (name: string): string => `${name}.sysdesign.yaml`;

const MATRIX: readonly (readonly [situation: string, argv: readonly string[], code: number])[] = [
  ['a clean spec', [at('clean')], 0],
  ['warnings', [at('warned')], 0],
  ['warnings that fail', [at('warned'), '--fail-on', 'warning'], 1],
  ['as many warnings as are allowed', [at('warned'), '--max-warnings', '1'], 0],
  ['more warnings than are allowed', [at('warned'), '--max-warnings', '0'], 1],
  ['a rule that is turned off', [at('warned'), '--max-warnings', '0', '--rule', `${RULE}=off`], 0],
  ['a rule that is raised to an error', [at('warned'), '--rule', `${RULE}=error`], 1],
  ['other rules alone', [at('warned'), '--max-warnings', '0', '--only', 'capacity'], 0],
  ['this rule alone', [at('warned'), '--max-warnings', '0', '--only', RULE], 1],
  ['an error of the design', [at('overloaded')], 1],
  ['an error of the design where nothing fails', [at('overloaded'), '--fail-on', 'off'], 0],
  ['an error of the design in a job that uploads', [at('overloaded'), '--exit-zero'], 0],
  ['an expectation that is missed', [at('missed')], 1],
  ['one that is not asked about', [at('missed'), '--only', RULE], 0],
  ['a requirement at risk', [at('risk')], 0],
  ['a requirement at risk where warnings fail', [at('risk'), '--fail-on', 'warning'], 1],
  ['a requirement that is unknown', [at('unknown')], 0],
  ['a requirement that is unknown, strictly', [at('unknown'), '--strict'], 1],
  ['a spec with a wrong name', [at('invalid')], 2],
  ['text that is no YAML', [at('yaml')], 2],
  ['an invalid spec in a job that uploads', [at('invalid'), '--exit-zero'], 2],
  ['an invalid spec beside a bad one: 2 before 1', [at('invalid'), at('overloaded')], 2],
  ['a file that is not there', [at('nowhere')], 2],
  ['a file that is not there beside a clean one', [at('clean'), at('nowhere')], 2],
  ['a pattern that matches nothing', ['nowhere/*.yaml'], 2],
  ['a rule that there is not', [at('clean'), '--rule', 'load/spike-needs-queu=off'], 2],
  ['a rule asked for that there is not', [at('clean'), '--only', 'capacty'], 2],
  ['a severity that there is not', [at('clean'), '--fail-on', 'loud'], 2],
  ['a preset that there is not', [at('clean'), '--preset', 'thorogh'], 2],
];

test.each(MATRIX)('the exit code of %s', async (_, argv, code) => {
  const run = await sysdesign(['lint', ...argv], { files: FILES });
  expect(run.code, run.out + run.err).toBe(code);
});

test('failOn of the configuration holds unless a flag says otherwise', async () => {
  const files = { ...FILES, 'sysdesign.config.yaml': 'failOn: warning\n' };
  expect((await sysdesign(['lint', at('warned')], { files })).code).toBe(1);
  expect((await sysdesign(['review', at('warned')], { files })).code).toBe(1);
  expect((await sysdesign(['lint', at('warned'), '--fail-on', 'error'], { files })).code).toBe(0);
});

test('a bad file hides nothing of another, and the closing line counts', async () => {
  const { out } = await sysdesign(['lint', at('invalid'), at('warned'), at('missed'), at('clean')], { files: FILES });
  expect(out).toContain('unknown component "apy"');
  expect(out).toContain(`warning[${RULE}]`);
  expect(out).toContain('expected 20 req/s');
  expect(out.trimEnd().split('\n').at(-1)).toBe('4 files: 1 invalid, 1 error, 1 target missed, 1 warning');
});

test('what is clean prints the closing line alone', async () => {
  const { out, err } = await sysdesign(['lint', at('clean')], { files: FILES });
  expect([out, err]).toEqual(['1 file: ok\n', '']);
});

test('the same is found as by a review', async () => {
  const idsOf = async (command: string): Promise<unknown> => {
    const { out } = await sysdesign([command, '-f', 'json', ...Object.keys(FILES)], { files: FILES });
    const { specs } = JSON.parse(out) as { specs: { findings: { rule: string; subject: string }[]; checks: unknown[] }[] };
    return specs.map(({ findings, checks }) => [findings.map(({ rule, subject }) => `${rule}@${subject}`), checks]);
  };
  expect(await idsOf('lint')).toEqual(await idsOf('review'));
});

test('two slips give two findings, an open quote gives one', async () => {
  const two = CLEAN.replace('kind: service', 'knid: service').replace('rate: 10', 'rte: 10');
  const { out } = await sysdesign(['lint', '-f', 'compact', 'a.sysdesign.yaml'], { files: { 'a.sysdesign.yaml': two } });
  expect(out.trimEnd().split('\n')).toHaveLength(2);
  const one = await sysdesign(['lint', '-f', 'compact', at('yaml')], { files: FILES });
  expect(one.out.trimEnd().split('\n')).toHaveLength(1);
});

test('standard input is linted, as YAML or as the file that it is called', async () => {
  const plain = await sysdesign(['lint', '-', '-f', 'compact', '--fail-on', 'warning'], { stdin: WARNED });
  expect(plain.code).toBe(1);
  expect(plain.out).toContain('<stdin>:4:');
  const document = `# Shop\n\n\`\`\`yaml sysdesign\n${WARNED}\`\`\`\n`;
  const named = await sysdesign(['lint', '-', '--stdin-filename', 'docs/shop.md', '-f', 'compact'], { stdin: document });
  expect(named.out).toContain('docs/shop.md:7:');
});

test.each([
  'lint',
  'review',
  'estimate',
  'validate',
])('%s reads a Markdown document from standard input, which has no name', async (command) => {
  const document = `# Shop\n\n\`\`\`yaml sysdesign\n${CLEAN.replace('kind: service', 'kind: sirvice')}\`\`\`\n`;
  const { out, err } = await sysdesign([command, '-', '-f', 'compact'], { stdin: document });
  expect(out + err).toMatch(/<stdin>:\d+:\d+: error: unknown kind "sirvice"/);
});

test('documents without a spec are passed over', async () => {
  const files = { 'docs/a.md': '# No spec\n', 'docs/b.md': `\`\`\`yaml sysdesign\n${CLEAN}\`\`\`\n` };
  expect((await sysdesign(['lint', 'docs/*.md'], { files })).out).toBe('1 file: ok\n');
  const slip = { 'docs/a.md': `\`\`\`yaml sysdesing\n${CLEAN}\`\`\`\n` };
  expect((await sysdesign(['lint', 'docs/*.md'], { files: slip })).code).toBe(2);
});

test('--max-problems prints the worst, says how many it hides, and changes no exit code', async () => {
  const argv = ['lint', at('warned'), at('overloaded'), '--max-problems', '1'];
  const { out, code } = await sysdesign(argv, { files: FILES });
  expect(code).toBe(1);
  expect(out).toContain('error[capacity/overloaded]');
  expect(out).not.toContain(RULE);
  expect(out).toMatch(/; \d+ hidden by --max-problems\n$/);
  // Programs get all of it.
  expect((await sysdesign([...argv, '-f', 'json'], { files: FILES })).out).toContain(RULE);
});

test('--min-confidence leaves out what is less sure', async () => {
  const files = { 'sale.sysdesign.yaml': readFileSync(new URL('../../examples/flash-sale.sysdesign.yaml', import.meta.url), 'utf8') };
  const found = async (...flags: readonly string[]): Promise<readonly { readonly confidence: string }[]> => {
    const { out } = await sysdesign(['lint', 'sale.sysdesign.yaml', '-f', 'json', '--preset', 'thorough', ...flags], { files });
    return (JSON.parse(out) as { specs: { findings: { confidence: string }[] }[] }).specs[0]?.findings ?? [];
  };
  const all = await found();
  const sure = await found('--min-confidence', 'high');
  expect(sure).toEqual(all.filter(({ confidence }) => confidence === 'high'));
  expect(sure.length).toBeLessThan(all.length);
});

test('--print-config shows what holds, and lints nothing', async () => {
  const files = { ...FILES, 'sysdesign.config.yaml': `failOn: warning\nrules: { ${RULE}: error }\n` };
  const { out, code } = await sysdesign(['lint', '--print-config', '--max-warnings', '3'], { files });
  const shown = JSON.parse(out) as { config: string; failOn: string; maxWarnings: number; rules: Record<string, unknown> };
  expect(code).toBe(0);
  expect(shown).toMatchObject({ config: 'sysdesign.config.yaml', failOn: 'warning', maxWarnings: 3, preset: 'recommended' });
  expect(shown.rules[RULE]).toBe('error');
});
