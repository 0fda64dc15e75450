import type { Block, Table } from '../report/blocks.js';
import { type Document, plainDocument, plainPart, type Tool } from '../report/document.js';
import { plural } from '../report/text.js';
import { type AnyRule, isOn, type RulesConfig } from '../rules/index.js';

/** Rules as a list, with what is set of them; for programs all that they say of themselves. */
export function rulesDocument(rules: readonly AnyRule[], config: RulesConfig, tool: Tool): Document {
  const blocks: readonly Block[] = [
    { kind: 'headline', name: 'Rules', file: null, summary: null, context: [`preset ${config.preset}`] },
    tableOf(rules, config),
    { kind: 'note', text: plural(rules.length, 'rule') },
    { kind: 'next', command: ['sysdesign explain <rule>'], shows: 'why, what it costs, and an example' },
  ];
  return plainDocument([plainPart(blocks)], () => rules.map((rule) => ruleData(rule, config, tool)));
}

const tableOf = (rules: readonly AnyRule[], config: RulesConfig): Table => ({
  kind: 'table',
  remarks: true,
  columns: [
    { head: 'rule', align: 'left' },
    { head: 'severity', align: 'left' },
    { head: 'about', align: 'left' },
    { head: 'when', align: 'left' },
  ],
  rows: rules.map((rule) => [
    { kind: 'text', text: rule.id, role: 'strong', code: true },
    { kind: 'text', text: isOn(rule, config) ? severityOf(rule, config) : 'off', role: 'faint' },
    rule.attribute,
    rule.docs.what,
  ]),
});

function severityOf({ id, severity }: AnyRule, { rules }: RulesConfig): string {
  return rules.get(id)?.severity ?? (typeof severity === 'string' ? severity : [...new Set(Object.values(severity))].join(' or '));
}

function ruleData(rule: AnyRule, config: RulesConfig, tool: Tool) {
  const { id, on, confidence, evidence, attribute, since, docs, options = {}, reads, covers = [] } = rule;
  return {
    format: 'sysdesign.rule/1',
    tool,
    id,
    on,
    severity: severityOf(rule, config),
    isOn: isOn(rule, config),
    confidence,
    evidence,
    attribute,
    since,
    ...docs,
    options,
    reads,
    covers,
  };
}
