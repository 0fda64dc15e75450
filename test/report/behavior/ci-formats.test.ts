import { describe, expect, test } from 'vitest';
import { sysdesign } from '../../support/hosts.js';
import { sarifProblems } from '../support/sarif-requirements.js';

const RULE = 'simplicity/component-not-called';
const SPEC = `sysdesign: 1
name: shop
flows: { pay: { rate: 10 req/s, path: api } }
components:
  api: { kind: service, instances: 1, each: { rate: 5 req/s } }
  spare: { kind: service }
requirements:
  quality:
    calm: { fact: flows.pay.rate.mean, target: at most 5 req/s }
    brisk: { fact: flows.pay.rate.mean, target: at least 5 req/s }
    small: { fact: flows.pay.egress.mean, target: at most 1 MB/s }
expect: { flows.pay.rate.mean: 10 req/s }
`;
const INVALID = 'sysdesign: 1\nname: shop\nflows: { pay: { rate: 10 req/s, path: apy } }\ncomponents: { api: { kind: service } }\n';
const WAIVED = `${SPEC}waivers:\n  spare: { rule: ${RULE}, about: components.spare, reason: used by the tests }\n  calm: { rule: requirement/missed, about: requirements.quality.calm, reason: moves in May }\n`;

const printed = async (format: string, text: string, name = 'shop.sysdesign.yaml'): Promise<string> =>
  (await sysdesign(['lint', name, '-f', format], { files: { [name]: text } })).out;

interface Sarif {
  readonly runs: readonly [
    {
      readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string; readonly help: { readonly text: string } }[] } };
      readonly results: readonly {
        readonly ruleId: string;
        readonly level: string;
        readonly partialFingerprints: Readonly<Record<string, string>>;
        readonly locations: readonly {
          readonly physicalLocation: {
            readonly artifactLocation: { readonly uri: string };
            readonly region: { readonly startLine: number; readonly startColumn: number };
          };
        }[];
      }[];
    },
  ];
}

describe('SARIF', () => {
  const sarif = async (text: string, name?: string): Promise<Sarif> => JSON.parse(await printed('sarif', text, name)) as Sarif;

  test.each([
    ['findings and targets', SPEC],
    ['an invalid spec', INVALID],
    ['a clean spec', 'sysdesign: 1\nname: a\n'],
  ])('meets what the standard requires: %s', async (_, text) => {
    expect(sarifProblems(await sarif(text))).toEqual([]);
  });

  test('has findings and targets with places, levels and the help of their rules', async () => {
    const { runs } = await sarif(SPEC);
    const [{ results, tool }] = runs;
    expect(results.map(({ ruleId, level }) => `${level} ${ruleId}`).sort()).toEqual(
      ['error capacity/overloaded', 'error requirement/missed', `warning ${RULE}`].sort(),
    );
    const spare = results.find(({ ruleId }) => ruleId === RULE)?.locations[0]?.physicalLocation;
    expect(spare).toMatchObject({ artifactLocation: { uri: 'shop.sysdesign.yaml' }, region: { startLine: 6, startColumn: 3 } });
    expect(tool.driver.rules.every(({ id, help }) => help.text.includes(`sysdesign explain ${id}`))).toBe(true);
  });

  test('keeps its fingerprints where the text is moved or formatted anew', async () => {
    const moved = `# A comment\n\n${SPEC.replace('{ kind: service }', '\n    kind: service').replaceAll(', ', ',   ')}`;
    const marks = ({ runs }: Sarif): readonly string[] =>
      runs[0].results.map(({ partialFingerprints: of }) => Object.values(of).join()).sort();
    const before = marks(await sarif(SPEC));
    expect(marks(await sarif(moved))).toEqual(before);
    expect(new Set(before).size).toBe(before.length);
  });

  test('escapes what no URI has', async () => {
    const { runs } = await sarif(SPEC, 'große Pläne/a b%.sysdesign.yaml');
    expect(runs[0].results[0]?.locations[0]?.physicalLocation.artifactLocation.uri).toBe('gro%C3%9Fe%20Pl%C3%A4ne/a%20b%25.sysdesign.yaml');
  });
});

describe('annotations of GitHub', () => {
  test('have files, lines and titles, the worst first', async () => {
    const lines = (await printed('github', SPEC)).trimEnd().split('\n');
    expect(lines.map((line) => /^::(\w+) /.exec(line)?.[1] ?? 'text')).toEqual(['error', 'error', 'warning', 'text']);
    expect(lines[2]).toContain(`file=shop.sysdesign.yaml,line=6,endLine=6,col=3,endColumn=8,title=${RULE}::`);
    expect(lines[3]).toMatch(/^checked: 1 file: 1 error, 1 target missed, 1 warning/);
  });

  test('are ten of a kind at most, and the rest are lines of the log', async () => {
    const many = SPEC.replace('  spare', `${Array.from({ length: 14 }, (_, i) => `  spare${i}: { kind: service }\n`).join('')}  spare`);
    const lines = (await printed('github', many)).trimEnd().split('\n');
    expect(lines.filter((line) => line.startsWith('::warning'))).toHaveLength(10);
    expect(lines.filter((line) => line.startsWith('not annotated: '))).toHaveLength(5);
  });

  test('end with what became of each file', async () => {
    const given = { files: { 'a.yaml': `${SPEC}nonsense: 1\n`, 'b.yaml': 'sysdesign: 1\nname: b\n' } };
    for (const command of ['estimate', 'review']) {
      const refused = await sysdesign([command, 'a.yaml', '-f', 'github'], given);
      expect(refused).toMatchObject({ code: 2, out: expect.stringMatching(/\nchecked: a\.yaml: invalid\n$/) });
      const { out } = await sysdesign([command, 'b.yaml', '-f', 'github'], given);
      expect(out).toMatch(/^checked: b\.yaml: ok/m);
    }
  });

  test('hold nothing of a file that would be another command', async () => {
    const name = '::set-output name=x,y::z.sysdesign.yaml';
    const hostile = SPEC.replace('spare:', '"spare":').replace('name: shop', 'name: "a\\n::error::b"');
    for (const line of (await printed('github', hostile, name)).split('\n'))
      expect(line).toMatch(/^(?:::(?:error|warning|notice) file=[^:]*::|checked: |not annotated: |$)/);
  });
});

describe('JUnit', () => {
  test('has a case for each target, met ones too, and for each finding', async () => {
    const xml = await printed('junit', SPEC);
    expect(xml).toContain('<testsuites name="sysdesign" tests="7" failures="2" errors="0" skipped="1" time="0">');
    expect(xml).toContain('name="requirement brisk: flows.pay.rate.mean"');
    expect(xml).toContain('name="expectation flows.pay.rate.mean"');
    expect(xml).toMatch(/<failure type="requirement\/missed" message="calm: flows.pay.rate.mean = 10 req\/s/);
    expect(xml).toMatch(/<failure type="capacity\/overloaded"/);
    expect(balanced(xml)).toBe(true);
  });

  test('has an error for what cannot be read, and writes what XML can hold', async () => {
    expect(await printed('junit', INVALID)).toMatch(/errors="1".*\n.*\n.*\n\s*<error type="spec\/unknown-reference"/);
    const odd = INVALID.replace('apy', '"a<&\\"\\u0001b"');
    const xml = await printed('junit', odd);
    expect(balanced(xml)).toBe(true);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what must not be there
    expect(xml).not.toMatch(/[\u0000-\u0008]/);
  });
});

/** Every element that opens closes, in order: what a reader of XML would find first. */
function balanced(xml: string): boolean {
  const open: string[] = [];
  for (const [, close, name, self] of xml.replace(/^<\?.*\?>/, '').matchAll(/<(\/?)([a-z-]+)(?:\s+[a-z]+="[^"<]*")*\s*(\/?)>/g)) {
    if (close === '/' && open.pop() !== name) return false;
    if (close === '' && self === '') open.push(name as string);
  }
  return open.length === 0 && !/&(?!(?:amp|lt|gt|quot|#10);)/.test(xml);
}

test('code quality has an entry each, with fingerprints that differ and stay', async () => {
  interface Entry {
    readonly check_name: string;
    readonly severity: string;
    readonly fingerprint: string;
    readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
  }
  const entries = JSON.parse(await printed('code-quality', SPEC)) as readonly Entry[];
  expect(entries.map(({ check_name, severity, location }) => [check_name, severity, location.lines.begin])).toEqual([
    ['capacity/overloaded', 'critical', 5],
    [RULE, 'minor', 6],
    ['requirement/missed', 'critical', 9],
  ]);
  expect(new Set(entries.map(({ fingerprint }) => fingerprint)).size).toBe(3);
  expect((JSON.parse(await printed('code-quality', INVALID)) as readonly Entry[])[0]?.severity).toBe('blocker');
});

test.each([
  'pretty',
  'compact',
  'markdown',
  'csv',
  'sarif',
  'github',
  'junit',
  'code-quality',
])('%s shows nothing that is accepted', async (format) => {
  const before = await printed(format, SPEC);
  const after = await printed(format, WAIVED);
  expect(before).toContain(RULE);
  expect(after).not.toContain(RULE);
  expect(before).toContain(format === 'csv' ? 'spare' : format === 'pretty' || format === 'markdown' ? 'MISSED' : 'requirement/missed');
  if (format !== 'csv') expect(after).not.toMatch(/MISSED|requirement\/missed/);
});

test('several formats go to several files, and none changes another', async () => {
  const formats = ['sarif', 'junit', 'code-quality', 'json', 'markdown', 'github'];
  const files = { 'shop.sysdesign.yaml': SPEC };
  const {
    files: written,
    out,
    code,
  } = await sysdesign(['lint', 'shop.sysdesign.yaml', ...formats.flatMap((format) => ['-f', `${format}=out/${format}`]), '-f', 'pretty'], {
    files,
  });
  expect(code).toBe(1);
  expect(out).toBe(await printed('pretty', SPEC));
  for (const format of formats) {
    const bytes = await written.readBytes(`out/${format}`);
    expect(bytes.ok && new TextDecoder().decode(bytes.value), format).toBe(await printed(format, SPEC));
  }
});

test.each(['estimate', 'review', 'validate', 'availability'])('%s has them too', async (command) => {
  const { out } = await sysdesign([command, 'shop.sysdesign.yaml', '-f', 'sarif'], { files: { 'shop.sysdesign.yaml': SPEC } });
  expect(sarifProblems(JSON.parse(out))).toEqual([]);
});
