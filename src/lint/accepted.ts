import { type CheckResult, positionAt, type Range, type Suppressed } from '../core/index.js';
import type { SpecResult } from '../evaluate/result.js';
import type { Column } from '../report/blocks.js';
import { type Document, plainDocument, plainPart } from '../report/document.js';
import { plural } from '../report/text.js';
import type { Tool } from '../report/types.js';

/** Something that is accepted, in words. */
interface Accepted {
  readonly file: string;
  readonly line: number | null;
  readonly rule: string;
  readonly about: string;
  readonly by: string;
  readonly reason: string;
  readonly until: string | null;
  readonly owner: string | null;
}

const COLUMNS: readonly Column[] = ['where', 'rule', 'about', 'by', 'until', 'owner', 'reason'].map((head) => ({ head, align: 'left' }));

/** Everything that comments and waivers accept in these specs, for who asks what is being passed over, and why. */
export function acceptedDocument(specs: readonly SpecResult[], tool: Tool): Document {
  const all = specs.flatMap((spec) => [
    ...(spec.suppressed ?? []).map((one) => ofFinding(one, spec.file)),
    ...spec.checks.flatMap((check) => ofCheck(check, spec.file)),
  ]);
  const rows = all.map(({ file, line, rule, about, by, until, owner, reason }) => [
    line === null ? file : `${file}:${line}`,
    rule,
    about,
    by,
    until,
    owner,
    reason,
  ]);
  const count = plural(all.length, 'finding');
  const part = plainPart([
    ...(rows.length === 0 ? [] : [{ kind: 'table', columns: COLUMNS, rows } as const]),
    { kind: 'note', text: `${count} accepted in ${plural(specs.length, 'file')}` },
  ]);
  return plainDocument([part], () => ({ format: 'sysdesign.accepted/1', tool: { name: tool.name, version: tool.version }, accepted: all }));
}

const lineOf = (at: Range | null): number | null => (at ? positionAt(at.source, at.start).line : null);

function ofFinding({ finding, by, acceptance, at }: Suppressed, file: string): Accepted {
  const { reason, until = null, owner = null } = acceptance;
  const about = finding.judges ? (finding.subject ?? '') : (finding.path ?? '');
  return { file: at.source.name || file, line: lineOf(at), rule: finding.rule, about, by, reason, until, owner };
}

function ofCheck({ kind, name, waiver, at }: CheckResult, file: string): readonly Accepted[] {
  if (!waiver) return [];
  const { reason, until = null, owner = null } = waiver;
  return [{ file: at?.source.name ?? file, line: lineOf(at), rule: `${kind}/missed`, about: name, by: 'waiver', reason, until, owner }];
}
