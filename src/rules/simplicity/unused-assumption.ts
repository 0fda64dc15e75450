import type { Model } from '../../spec/index.js';
import { defineRule } from '../rule.js';

/** A quantity that is named, and that no expression uses. */
export const unusedAssumption = defineRule({
  id: 'simplicity/unused-assumption',
  on: 'spec',
  severity: 'info',
  confidence: 'high',
  evidence: 'contradiction',
  attribute: 'simplicity',
  since: '0.1.0',
  docs: {
    what: 'No expression of the spec uses an assumption.',
    why: 'Who changes it, to see what would follow, sees nothing follow. Mostly the number stands somewhere else again, and the two will differ one day.',
    cost: 'A line: the name is used, or removed.',
    source: 'own derivation: a name that is defined and not used, as every linter reports it',
    falsePositives: 'An assumption that is written down for people. What counts users is left out, since the cost of a user rests on it.',
    good: `sysdesign: 1
name: shop
assumptions: { visitors: 10k per day, pages: 8 }
flows:
  browse: { rate: = visitors * pages, path: web }
components:
  web: { kind: service }
`,
    bad: `sysdesign: 1
name: shop
assumptions: { visitors: 10k per day, pages: 8 }
flows:
  browse: { rate: = visitors * 8, path: web }
components:
  web: { kind: service }
`,
  },
  reads: [],
  message: 'nothing uses the assumption "{assumption}"',
  help: 'use its name where its number stands, or leave it out',
  *check(model) {
    const texts = textsOf(model);
    for (const { path } of model.leaves.values()) {
      const name = /^assumptions\.([^.]+)$/.exec(path)?.[1];
      if (name === undefined || /users?$/i.test(name) || isUsed(name, texts)) continue;
      yield { subject: path, because: 'structure', slots: { assumption: name } };
    }
  },
});

/** All that may name an assumption: literals, what scenarios change them to, and the facts that are asked for. */
const textsOf = ({ leaves, scenarios, checks }: Model): readonly string[] => [
  ...[...leaves.values()].map(({ text }) => text),
  ...[...scenarios.values()].flatMap(({ changes }) => changes.map(({ text }) => text)),
  ...checks.map(({ fact }) => fact),
];

function isUsed(name: string, texts: readonly string[]): boolean {
  const word = new RegExp(`(?<![\\w-])${name}(?![\\w-])`);
  return texts.some((text) => text.includes(name) && word.test(text));
}
