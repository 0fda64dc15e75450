import { namesAt } from '../../facts/index.js';
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
    const words = wordsOf(model);
    for (const { path } of model.leaves.values()) {
      const name = namesAt('assumptions.*', path)?.[0];
      if (name === undefined || /users?$/i.test(name) || words.has(name)) continue;
      yield { subject: path, because: 'structure', slots: { assumption: name } };
    }
  },
});

/** All words that may name an assumption: those of literals, of what scenarios change them to, and of the facts that are asked for. */
function wordsOf({ leaves, scenarios, checks }: Model): ReadonlySet<string> {
  const words = new Set<string>();
  const add = (text: string): void => {
    // A dash may be part of a name, or a minus.
    for (const [word] of text.matchAll(/[A-Za-z_]\w*(?:-\w+)*/g)) for (const name of [word, ...word.split('-')]) words.add(name);
  };
  for (const { text } of leaves.values()) add(text);
  for (const { changes } of scenarios.values()) for (const { text } of changes) add(text);
  for (const { fact } of checks) add(fact);
  return words;
}
