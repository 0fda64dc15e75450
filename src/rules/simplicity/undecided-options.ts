import { defineRule } from '../rule.js';

/** Alternatives of which none was chosen. */
export const undecidedOptions = defineRule({
  id: 'simplicity/undecided-options',
  on: 'spec',
  severity: 'info',
  confidence: 'high',
  evidence: 'absence',
  attribute: 'simplicity',
  since: '0.1.0',
  presets: [],
  docs: {
    what: 'A component has options, and no decision chooses one of them.',
    why: 'The numbers are those of the component as it stands, which is one of several designs. A reader cannot tell which is meant.',
    cost: 'A line with the choice, its reason and what it costs.',
    source: 'Nygard, Documenting Architecture Decisions (2011)',
    falsePositives: 'A draft that is there to compare them.',
    good: `sysdesign: 1
name: shop
flows:
  browse: { rate: 100 req/s, path: db }
components:
  db: { kind: database, use: postgres, options: { sql: { use: postgres }, kv: { use: dynamodb } } }
decisions:
  db: { chosen: sql, over: [kv], because: joins, costs: one leader }
`,
    bad: `sysdesign: 1
name: shop
flows:
  browse: { rate: 100 req/s, path: db }
components:
  db: { kind: database, use: postgres, options: { sql: { use: mysql }, kv: { use: dynamodb } } }
`,
  },
  reads: [],
  message: 'of the options of "{component}" ({options}) none is chosen',
  help: 'state the decision: `decisions: { {component}: { chosen: ..., over: [...], because: ..., costs: ... } }`',
  *check({ alternatives }) {
    for (const { component, alternatives: some, decided, uses } of alternatives) {
      const names = some.map(({ name }) => name);
      if (decided !== null || (uses !== null && names.includes(uses))) continue;
      yield { subject: `components.${component}`, because: 'structure', slots: { component, options: names.join(', ') } };
    }
  },
});
