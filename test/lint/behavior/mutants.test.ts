import { describe, expect, test } from 'vitest';
import type { Mutant } from '../../mutations/mutant.js';
import { FOREIGN_OPERATORS, TEXT_OPERATORS, WORD_OPERATORS } from '../../mutations/operators/index.js';
import { errorsIn, specsIn } from '../../mutations/specs.js';
import { isFull } from '../../support/full.js';
import { sysdesign } from '../../support/hosts.js';

const FILE = 'shop.sysdesign.yaml';
const OUTPUTS = {
  json: 'o.json',
  sarif: 'o.sarif',
  github: 'o.txt',
  junit: 'o.xml',
  'code-quality': 'q.json',
  markdown: 'o.md',
  csv: 'o.csv',
  compact: 'c.txt',
} as const;

type Outputs = Readonly<Record<keyof typeof OUTPUTS | 'pretty', string>>;

/** What every format says of a spec, in one run. */
async function lintedAs(text: string): Promise<{ readonly code: number; readonly outputs: Outputs }> {
  const flags = Object.entries(OUTPUTS).flatMap(([format, file]) => ['-f', `${format}=${file}`]);
  const { files, code, out } = await sysdesign(['lint', FILE, '-f', 'pretty', ...flags], { files: { [FILE]: text } });
  const outputs: Record<string, string> = { pretty: out };
  for (const [format, file] of Object.entries(OUTPUTS)) {
    const bytes = await files.readBytes(file);
    outputs[format] = bytes.ok ? new TextDecoder().decode(bytes.value) : '';
  }
  return { code, outputs: outputs as Outputs };
}

interface Json {
  readonly specs: readonly { readonly findings: readonly { readonly rule: string; readonly severity: string }[] }[];
}
interface Sarif {
  readonly runs: readonly { readonly results: readonly { readonly ruleId: string; readonly level: string }[] }[];
}

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/** The rules of the errors that each format tells of, sorted; of prose, only how many there are. */
function errorsOf({ json, sarif, github, 'code-quality': quality }: Outputs) {
  const sorted = (rules: readonly string[]): readonly string[] => [...rules].sort();
  return {
    json: sorted(
      (JSON.parse(json) as Json).specs.flatMap(({ findings }) =>
        findings.filter(({ severity }) => severity === 'error').map(({ rule }) => rule),
      ),
    ),
    sarif: sorted(
      (JSON.parse(sarif) as Sarif).runs.flatMap(({ results }) =>
        results.filter(({ level }) => level === 'error').map(({ ruleId }) => ruleId),
      ),
    ),
    quality: sorted(
      (JSON.parse(quality) as { check_name: string; severity: string }[])
        .filter(({ severity }) => severity === 'critical' || severity === 'blocker' || severity === 'major')
        .map(({ check_name }) => check_name),
    ),
    github: count(github, /^::error /gm),
  };
}

/** One mutant of each operator that has any in a small spec; in a full run several. */
const SOUND = specsIn('test/mutations')[0];
const mutants = (): readonly (readonly [string, Mutant])[] =>
  [...WORD_OPERATORS, ...TEXT_OPERATORS, ...FOREIGN_OPERATORS].flatMap(({ name, mutants: of }) => {
    const all = SOUND ? of(SOUND) : [];
    const step = Math.max(1, Math.floor(all.length / (isFull ? 5 : 1)));
    return all.filter((_, i) => i % step === 0).map((mutant) => [name, mutant] as const);
  });

describe('one mistake in a spec', () => {
  test('is told by lint in every format, as often as there are errors', async () => {
    const all = mutants();
    expect(all.length).toBeGreaterThan(30);
    for (const [name, mutant] of all) {
      const told = `${name}: ${mutant.what}`;
      const expected = (await errorsIn(mutant.text)).map(({ rule }) => rule).sort();
      const { code, outputs } = await lintedAs(mutant.text);
      if (expected.length === 0) continue;
      expect(code, told).toBe(2);
      const { json, sarif, quality, github } = errorsOf(outputs);
      expect(json, told).toEqual(expected);
      expect(sarif, told).toEqual(expected);
      expect(quality, told).toEqual(expected);
      expect(github, told).toBe(expected.length);
      for (const rule of expected)
        for (const format of ['pretty', 'compact', 'markdown', 'csv', 'junit'] as const)
          expect(outputs[format], `${told} (${format})`).toContain(rule);
    }
  });

  test('two typos give two findings, one open quote gives one', async () => {
    if (!SOUND) throw new Error('no spec');
    const twice = `sysdesign: 1\nname: shop\nflows:\n  pay: { rte: 10 req/s, path: api }\ncomponents:\n  api: { kind: servise }\n`;
    expect(errorsOf((await lintedAs(twice)).outputs).json).toHaveLength(2);
    const open = `sysdesign: 1\nname: "shop\nflows:\n  pay: { rate: 10 req/s, path: api }\ncomponents:\n  api: { kind: service }\n`;
    expect(errorsOf((await lintedAs(open)).outputs).json).toHaveLength(1);
  });
});
