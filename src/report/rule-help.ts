import { FINDINGS } from '../core/findings/table.js';
import type { Confidence, FindingId, Severity } from '../core/index.js';
import { RULES } from '../rules/index.js';

/** What a reader of a report needs to know of a rule. */
export interface RuleHelp {
  /** A sentence, and all of it. */
  readonly short: string;
  readonly full: string;
  readonly text: string;
  readonly markdown: string;
  readonly severity: Severity;
  readonly precision: Confidence;
  readonly tags: readonly string[];
}

/** The help of any finding, from its row or from its rule. */
export function ruleHelpOf(id: string): RuleHelp {
  const rule = RULES.find((one) => one.id === id);
  if (rule) {
    const { what, why, cost, falsePositives, source } = rule.docs;
    const parts = [
      ['Why', why],
      ['What it costs', cost],
      ['Where it does not matter', falsePositives],
      ['Source', source],
    ] as const;
    return {
      short: firstSentence(what),
      full: what,
      text: [what, ...parts.map(([head, text]) => `${head}: ${text}`), explained(id)].join('\n\n'),
      markdown: [what, ...parts.map(([head, text]) => `**${head}.** ${text}`), `More: \`sysdesign explain ${id}\``].join('\n\n'),
      severity: typeof rule.severity === 'string' ? rule.severity : rule.severity.standard,
      precision: rule.confidence,
      tags: [rule.attribute],
    };
  }
  const row = Object.hasOwn(FINDINGS, id) ? FINDINGS[id as FindingId] : undefined;
  const meaning = row?.meaning ?? id;
  const severity = row?.severity ?? 'warning';
  return {
    short: firstSentence(meaning),
    full: meaning,
    text: `${meaning}\n\n${explained(id)}`,
    markdown: `${meaning}\n\nMore: \`sysdesign explain ${id}\``,
    severity: typeof severity === 'string' ? severity : (severity[0] ?? 'warning'),
    precision: 'high',
    tags: [row?.about === 'judgment' ? 'targets' : 'text'],
  };
}

const explained = (id: string): string => `More: sysdesign explain ${id}`;

const firstSentence = (text: string): string => /^.*?[.](?=\s|$)/s.exec(text)?.[0] ?? text;
