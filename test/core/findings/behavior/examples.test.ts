import { describe, expect, it } from 'vitest';
import { FINDINGS } from '../../../../src/core/findings/table.js';
import type { FindingRow, Severity } from '../../../../src/core/index.js';
import { sysdesign } from '../../../support/hosts.js';
import { settingOf } from '../support/examples.js';

type Id = keyof typeof FINDINGS;
/** Made by processes, in a test of their own. */
const ELSEWHERE: ReadonlySet<string> = new Set(['usage/not-linted' /* test/cli/lint-jobs.test.ts */]);
const ROWS = (Object.entries(FINDINGS) as readonly (readonly [Id, FindingRow])[]).filter(([id]) => !ELSEWHERE.has(id));
const severitiesOf = ({ severity }: FindingRow): readonly Severity[] => (typeof severity === 'string' ? [severity] : severity);

const SEVERITY_OF: Readonly<Record<string, string>> = { missed: 'error', 'at-risk': 'warning', unknown: 'info' };

interface Given {
  readonly id: string;
  readonly severity: string;
}

/** Every finding of a command line: those of the JSON result, and those on standard error. */
async function findingsOf(
  id: Id,
  row: FindingRow,
): Promise<{ readonly code: number; readonly found: readonly Given[]; readonly text: string }> {
  const { argv, fileSystem } = settingOf(id, row.example);
  const judgesSpecs = ['validate', 'estimate', 'availability', 'review', 'lint'].includes(argv[0] ?? '');
  const { code, out, err } = await sysdesign(judgesSpecs ? [...argv, '-f', 'json'] : argv, { fileSystem });
  const result: unknown = judgesSpecs && out !== '' ? JSON.parse(out) : { specs: [] };
  const { specs } = result as {
    readonly specs: readonly {
      readonly findings: readonly { readonly rule: string; readonly severity: string }[];
      readonly checks: readonly { readonly rule: string | null }[];
    }[];
  };
  const inResult = specs.flatMap(({ findings }) => findings.map(({ rule, severity }) => ({ id: rule, severity })));
  // What has come of a check is a finding too, whose severity follows from that.
  const ofChecks = specs.flatMap(({ checks }) =>
    checks.flatMap(({ rule }) => (rule === null ? [] : [{ id: rule, severity: SEVERITY_OF[rule.split('/')[1] ?? ''] ?? '' }])),
  );
  const onError = [...err.matchAll(/^(error|warning|info)\[([a-z/-]+)\]:/gm)].map((match) => ({
    id: match[2] ?? '',
    severity: match[1] ?? '',
  }));
  return { code, found: [...inResult, ...ofChecks, ...onError], text: out + err };
}

describe('the example of a finding gives it, once, and no other error', () => {
  it.each(ROWS)('%s', async (id, row) => {
    const { code, found, text } = await findingsOf(id, row);
    const own = found.filter((finding) => finding.id === id);
    expect(own, text).toHaveLength(1);
    expect(severitiesOf(row)).toContain(own[0]?.severity);
    // What is told when there is too much to tell comes after the rest.
    // A promise that is missed besides is no mistake of the example.
    // An excerpt of a text that is no YAML lacks what a whole spec has, and is told so in the same run.
    const isOfExcerpt = (finding: Given): boolean => id.startsWith('yaml/') && finding.id === 'schema/missing-key';
    const isOther = (finding: Given): boolean =>
      finding.severity === 'error' && finding.id !== id && !finding.id.startsWith('requirement/') && !isOfExcerpt(finding);
    if (id !== 'schema/more') expect(found.filter(isOther)).toEqual([]);
    expect(code).toBe(own[0]?.severity !== 'error' ? 0 : row.about === 'judgment' ? 1 : 2);
  });
});
