import { describe, expect, test } from 'vitest';
import { merged, type RaisedFinding } from '../../src/rules/merge.js';

interface Stated {
  readonly rule: string;
  readonly subject: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly covers?: readonly string[];
  readonly names?: readonly string[];
  readonly factor?: number;
}

/** What merging looks at of a candidate, and no more. */
const candidate = ({ rule, subject, severity, covers = [], names = [], factor = 1 }: Stated): RaisedFinding =>
  ({
    hit: { rule: { id: rule, covers }, raised: { subject } },
    finding: { rule, subject, severity, message: rule, at: {} },
    factor,
    names,
    causes: [],
  }) as unknown as RaisedFinding;

const SYMPTOM = { rule: 'load/spike-not-carried', severity: 'warning' } as const;
const THROTTLE = { rule: 'api/spike-needs-throttle', severity: 'info', covers: ['load/spike-not-carried'] } as const;

const severities = (candidates: readonly Stated[]): Readonly<Record<string, string>> =>
  Object.fromEntries(merged(candidates.map(candidate)).map(({ finding }) => [`${finding.rule}@${finding.subject}`, finding.severity]));

describe('of two findings that may cover a symptom', () => {
  test.each([
    ['api', 'svc'],
    ['z-api', 'a-svc'],
  ])('the one about its subject takes it over, whatever they are called: %s before %s', (entrance, service) => {
    const all: readonly Stated[] = [
      { ...THROTTLE, subject: entrance, names: [service], factor: 9 },
      { ...THROTTLE, subject: service },
      { ...SYMPTOM, subject: service },
    ];
    const want = { [`${THROTTLE.rule}@${entrance}`]: 'info', [`${THROTTLE.rule}@${service}`]: 'warning' };
    expect(severities(all)).toEqual(want);
    expect(severities([...all].reverse())).toEqual(want);
  });

  test('where none is about its subject, the one furthest over its limit does', () => {
    const all: readonly Stated[] = [
      { ...THROTTLE, subject: 'a', names: ['svc'], factor: 2 },
      { ...THROTTLE, subject: 'b', names: ['svc'], factor: 3 },
      { ...SYMPTOM, subject: 'svc' },
    ];
    const want = { [`${THROTTLE.rule}@a`]: 'info', [`${THROTTLE.rule}@b`]: 'warning' };
    expect(severities(all)).toEqual(want);
    expect(severities([...all].reverse())).toEqual(want);
  });
});
