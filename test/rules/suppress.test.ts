import { describe, expect, test } from 'vitest';
import { sysdesign } from '../support/hosts.js';

const RULE = 'simplicity/component-not-called';
const spec = (spare: string, rest = ''): string => `sysdesign: 1
name: shop
flows: { pay: { rate: 10 req/s, path: api } }
components:
  api: { kind: service }
${spare}
${rest}`;
const PLAIN = '  spare: { kind: service }';
const ABOVE = `  # sysdesign-ignore-next-line ${RULE} -- used by the tests\n${PLAIN}`;

interface Found {
  readonly rules: readonly string[];
  readonly suppressed: readonly { readonly rule: string; readonly by: string; readonly reason: string }[];
}

async function found(text: string, command = 'lint', files: Readonly<Record<string, string>> = {}): Promise<Found> {
  const { out, err } = await sysdesign([command, 'shop.sysdesign.yaml', '-f', 'json'], {
    files: { 'shop.sysdesign.yaml': text, ...files },
  });
  expect(err).toBe('');
  const [only] = (JSON.parse(out) as { specs: { findings: { rule: string }[]; suppressed?: Found['suppressed'] }[] }).specs;
  return { rules: only?.findings.map(({ rule }) => rule) ?? [], suppressed: only?.suppressed ?? [] };
}

describe('a comment accepts the findings of a line', () => {
  test.each([
    ['above it', ABOVE],
    ['above it, with blank lines and comments between', `  # sysdesign-ignore-next-line ${RULE} -- tests\n\n  # of the tests\n${PLAIN}`],
    ['on it', `${PLAIN} # sysdesign-ignore-line ${RULE} -- used by the tests`],
    ['with several rules', `  # sysdesign-ignore-next-line ${RULE}, load/deploy-not-carried -- used by the tests\n${PLAIN}`],
    ['for the whole file', `${PLAIN}\n# sysdesign-ignore-file ${RULE} -- used by the tests`],
  ])('%s', async (_, text) => {
    const { rules, suppressed } = await found(spec(text));
    expect(rules.filter((rule) => rule === RULE)).toEqual([]);
    expect(suppressed).toMatchObject([{ rule: RULE, by: 'comment' }]);
  });

  test('and no other', async () => {
    expect((await found(spec(`${ABOVE}\n  other: { kind: service }`))).rules).toEqual([RULE]);
  });

  test('whatever stands like one in a text accepts nothing', async () => {
    const text = spec(PLAIN, `summary: |\n  # sysdesign-ignore-file ${RULE} -- no comment\n`);
    expect((await found(text)).rules).toEqual([RULE]);
    expect((await found(spec(PLAIN, `summary: "# sysdesign-ignore-file ${RULE} -- none"\n`))).rules).toEqual([RULE]);
  });
});

describe('a waiver of the spec accepts findings', () => {
  const waived = (more: string): string =>
    spec(PLAIN, `waivers: { spare: { rule: ${RULE}, about: components.spare, reason: tests${more} } }\n`);

  test.each(['lint', 'review', 'estimate'])('in %s', async (command) => {
    const { rules, suppressed } = await found(waived(', until: 2026-11-01, owner: team-shop'), command);
    expect(rules).toEqual([]);
    expect(suppressed).toMatchObject([{ rule: RULE, by: 'waiver', reason: 'tests', until: '2026-11-01', owner: 'team-shop' }]);
  });

  test('until its day is past', async () => {
    expect((await found(waived(', until: 2026-10-31'))).rules).toEqual([RULE, 'suppression/expired']);
  });

  test('and needs a reason', async () => {
    const text = spec(PLAIN, `waivers: { spare: { rule: ${RULE}, about: components.spare } }\n`);
    expect((await found(text)).rules).toEqual(['schema/missing-key']);
  });
});

describe('a missed target is accepted in the spec alone', () => {
  const MISSED = 'requirements: { quality: { calm: { fact: flows.pay.rate.mean, target: at most 5 req/s } } }\n';
  const text = spec(
    '',
    `${MISSED}waivers: { calm: { rule: requirement/missed, about: requirements.quality.calm, reason: moves in May, owner: ops } }\n`,
  );
  const files = { 'shop.sysdesign.yaml': text };

  test.each(['lint', 'review', 'estimate'])('%s exits with 0', async (command) => {
    const { code } = await sysdesign([command, 'shop.sysdesign.yaml'], { files });
    const bare = await sysdesign([command, 'shop.sysdesign.yaml'], { files: { 'shop.sysdesign.yaml': spec('', MISSED) } });
    expect([bare.code, code]).toEqual([1, 0]);
  });

  test('and shows it with its reason', async () => {
    const { out } = await sysdesign(['estimate', 'shop.sysdesign.yaml'], { files });
    expect(out.replace(/\s+/g, ' ')).toContain('waived calm: flows.pay.rate.mean = 10 req/s');
    expect(out.replace(/\s+/g, ' ')).toContain('accepted by ops: moves in May');
  });

  test('a waiver of one that is met is of no use', async () => {
    const met = text.replace('at most 5 req/s', 'at most 50 req/s');
    expect((await found(met)).rules).toEqual(['suppression/unused']);
  });

  test('no comment does', async () => {
    const commented = spec('', `# sysdesign-ignore-next-line requirement/missed -- moves in May\n${MISSED}`);
    expect((await found(commented)).rules).toEqual(['suppression/refused']);
  });
});

describe('what accepts nothing is a finding', () => {
  test.each([
    ['suppression/unused', `  # sysdesign-ignore-next-line ${RULE} -- tests\n  api2: { kind: service }`, 'path: api -> api2'],
    ['suppression/no-reason', `  # sysdesign-ignore-next-line ${RULE}\n${PLAIN}`, ''],
    ['suppression/no-rule', `  # sysdesign-ignore-next-line -- tests\n${PLAIN}`, ''],
    ['suppression/unknown-rule', `  # sysdesign-ignore-next-line simplicity/component-not-caled -- tests\n${PLAIN}`, ''],
    ['suppression/directive', `  # sysdesign-ignore-nextline ${RULE} -- tests\n${PLAIN}`, ''],
    ['suppression/refused', `  # sysdesign-ignore-next-line schema/unknown-key -- tests\n${PLAIN}`, ''],
  ])('%s', async (rule, text, path) => {
    const whole = path === '' ? spec(text) : spec(text).replace('path: api', path);
    expect((await found(whole)).rules.filter((id) => id !== RULE)).toEqual([rule]);
  });

  test('but not where its rule is not asked, or its finding became a place of another', async () => {
    const { out } = await sysdesign(['lint', 'shop.sysdesign.yaml', '-f', 'compact', '--rule', `${RULE}=off`], {
      files: { 'shop.sysdesign.yaml': spec(ABOVE) },
    });
    expect(out).toBe('shop.sysdesign.yaml: ok\n');
  });
});

test('a comment of HTML accepts what the block of a document below it has', async () => {
  const document = (comment: string): string => `# Shop\n\n${comment}\n\n\`\`\`yaml sysdesign\n${spec(PLAIN)}\`\`\`\n`;
  const rulesOf = async (text: string): Promise<string> =>
    (await sysdesign(['lint', 'shop.md', '-f', 'compact', '--quiet'], { files: { 'shop.md': text } })).out;
  expect(await rulesOf(document(''))).toContain(RULE);
  expect(await rulesOf(document(`<!-- sysdesign-ignore-next-line ${RULE} -- used by the tests -->`))).toBe('');
  expect(await rulesOf(document(`<!-- sysdesign-ignore-file ${RULE} -- used by the tests -->`))).toBe('');
  const inBlock = `\`\`\`yaml sysdesign\n${spec(ABOVE)}\`\`\`\n`;
  expect(await rulesOf(inBlock)).toBe('');
});

test('warnings about the text are accepted beside it, in every command', async () => {
  const text = spec('', 'assumptions:\n  users: 9007199254740993\n');
  const warned = (await found(text, 'validate')).rules;
  expect(warned).toContain('yaml/precision');
  const accepted = text.replace('  users:', '  # sysdesign-ignore-next-line yaml/precision -- an id\n  users:');
  expect((await found(accepted, 'validate')).rules).toEqual(warned.filter((rule) => rule !== 'yaml/precision'));
  expect((await found(spec('', '# sysdesign-ignore-next-line yaml/precision -- an id\n'), 'validate')).rules).toEqual([
    'suppression/unused',
  ]);
});

test.each(['pretty', 'compact', 'json', 'markdown', 'csv'])('%s shows nothing that is accepted', async (format) => {
  const { out, code } = await sysdesign(['lint', 'shop.sysdesign.yaml', '-f', format, '--fail-on', 'warning'], {
    files: { 'shop.sysdesign.yaml': spec(ABOVE) },
  });
  expect(code).toBe(0);
  const shown = format === 'json' ? JSON.stringify((JSON.parse(out) as { specs: { findings: unknown }[] }).specs[0]?.findings) : out;
  expect(shown).not.toContain(RULE);
});
