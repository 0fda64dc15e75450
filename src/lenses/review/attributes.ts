import { type CheckResult, type Finding, reasonText } from '../../core/index.js';
import { addressOf } from '../../facts/index.js';
import { ATTRIBUTES, type Attribute } from '../../rules/index.js';
import type { AttributeResult } from './result.js';

/** Which quality a requirement is about, by the row of its fact. */
function attributeOf({ fact }: CheckResult): Attribute {
  const kind = addressOf(fact)?.kind;
  if (kind?.quality !== undefined) return kind.quality;
  if (kind?.measure === 'money') return 'cost';
  const [lens] = kind?.lenses ?? [];
  if (lens === 'availability' || lens === 'consistency') return lens;
  // How much is carried within a time is a matter of capacity, and so is when a disk is full.
  return kind?.measure === 'time' && kind.unit === 's' ? 'latency' : 'capacity';
}

/** Findings that are no rules of ours have their area as attribute. */
const OF_AREA: Readonly<Record<string, Attribute>> = { capacity: 'capacity', availability: 'availability' };

/** A verdict for each quality: its requirements decide, then the findings. */
export function attributesOf(
  checks: readonly CheckResult[],
  findings: readonly Finding[],
  attributes: ReadonlyMap<string, Attribute>,
): readonly AttributeResult[] {
  const required = checks.filter(({ kind }) => kind === 'requirement');
  return ATTRIBUTES.map((attribute): AttributeResult => {
    const own = required.filter((check) => attributeOf(check) === attribute);
    const found = findings.filter(({ rule }) => (attributes.get(rule) ?? OF_AREA[rule.split('/')[0] ?? '']) === attribute);
    const of = (status: CheckResult['status']): readonly CheckResult[] => own.filter((check) => check.status === status);
    const names = (some: readonly CheckResult[]): readonly string[] => some.map(({ name }) => name);
    const result = (status: AttributeResult['status'], because: readonly string[]): AttributeResult => ({
      attribute,
      status,
      because,
      findings: found.length,
    });
    if (of('missed').length > 0) return result('missed', names(of('missed')));
    const error = found.find(({ severity }) => severity === 'error');
    if (error) return result('missed', [error.rule]);
    if (of('at-risk').length > 0) return result('at-risk', names(of('at-risk')));
    const warning = found.find(({ severity }) => severity === 'warning');
    if (warning) return result('at-risk', [warning.rule]);
    const unknown = of('unknown');
    if (unknown.length > 0)
      return result(
        'unknown',
        unknown.map(({ name, missing }) => `${name}: ${missing[0] ? reasonText(missing[0]) : 'its fact is missing'}`),
      );
    return own.length > 0 ? result('met', names(own)) : result('open', []);
  });
}
