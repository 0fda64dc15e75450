import type { Block, Table } from '../report/blocks.js';
import { type Document, plainDocument, plainPart } from '../report/document.js';
import { plural } from '../report/text.js';
import type { Tool } from '../report/types.js';
import { type AnyRule, isOn, type RulesConfig } from '../rules/index.js';

/** Rules as a list, with what is set of them; for programs all of their documentation. */
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
    { head: 'options', align: 'left', detail: 'document' },
    { head: 'when', align: 'left' },
    { head: 'why', align: 'left', detail: 'document' },
    { head: 'what following it costs', align: 'left', detail: 'document' },
  ],
  rows: rules.map((rule) => [
    { kind: 'text', text: rule.id, role: 'strong', code: true },
    { kind: 'text', text: isOn(rule, config) ? severityOf(rule, config) : `off (${severityOf(rule, config)})`, role: 'faint' },
    rule.attribute,
    optionsOf(rule, config),
    rule.docs.what,
    rule.docs.why,
    rule.docs.cost,
  ]),
});

/** `carried: 1; most: 10`. */
const optionsOf = ({ id, options = {} }: AnyRule, { rules }: RulesConfig): string =>
  Object.entries(options)
    .map(([name, { value }]) => `${name}: ${rules.get(id)?.options[name] ?? value}`)
    .join('; ');

function severityOf({ id, severity }: AnyRule, { rules }: RulesConfig): string {
  const set = rules.get(id)?.severity;
  return set !== undefined && set !== 'off'
    ? set
    : typeof severity === 'string'
      ? severity
      : [...new Set(Object.values(severity))].join(' or ');
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
