import type { Finding } from '../core/index.js';
import type { Block, Item, Section } from '../report/blocks.js';
import { plural } from '../report/text.js';

/** What a look at the text is worth: errors, and what is wrong with the text itself. Rules below that take a line each. */
export const isLoud = ({ severity, judges }: Finding): boolean => severity === 'error' || !judges;

const MOST = 5;

/** Warnings of rules, a line each; remarks are counted. */
export function foundSection(findings: readonly Finding[]): readonly Block[] {
  const warnings = findings.filter((finding) => !isLoud(finding) && finding.severity === 'warning');
  const remarks = findings.filter(({ severity, judges }) => judges && severity === 'info').length;
  if (warnings.length + remarks === 0) return [];
  const shown = warnings.slice(0, MOST).map(
    ({ message, at }): Item => ({
      lead: { kind: 'standing', role: 'warn', word: '' },
      text: [message, ...(at ? [' (', { kind: 'place', at } as const, ')'] : [])],
    }),
  );
  const hidden = [
    ...(warnings.length > MOST ? [plural(warnings.length - MOST, 'more warning')] : []),
    ...(remarks > 0 ? [plural(remarks, 'remark')] : []),
  ];
  const section: Section = {
    kind: 'section',
    title: 'Worth a look',
    blocks: [
      { kind: 'list', items: shown },
      ...(hidden.length === 0 ? [] : [{ kind: 'note', text: `${hidden.join(' and ')}: sysdesign review shows all` } as const]),
    ],
  };
  return [section];
}
