import { defineRule } from '../rule.js';

/** A promise of availability over no stated time. */
export const windowNotStated = defineRule({
  id: 'requirements/window-not-stated',
  on: 'objective',
  severity: 'info',
  confidence: 'high',
  evidence: 'absence',
  attribute: 'requirements',
  since: '0.1.0',
  presets: ['interview'],
  docs: {
    what: 'A promise of availability does not state the time over which it is judged.',
    why: 'The same 99.9% are 43 minutes in a month or nearly nine hours at once in a year, which are very different designs.',
    cost: 'A word, and a report that is drawn up over that time.',
    source: 'Site Reliability Workbook, ch. 2 (Implementing SLOs)',
    falsePositives: 'Where 30 days, which are assumed, are what is meant.',
    good: `sysdesign: 1
name: shop
requirements: { quality: { up: { flow: browse, availability: 99.9%, window: 30 d rolling } } }
flows:
  browse: { rate: 10 req/s, path: api }
components:
  api: { kind: service }
`,
    bad: `sysdesign: 1
name: shop
requirements: { quality: { up: { flow: browse, availability: 99.9% } } }
flows:
  browse: { rate: 10 req/s, path: api }
components:
  api: { kind: service }
`,
  },
  reads: ['objectives.*.target', 'agreements.*.target', 'objectives.*.window', 'agreements.*.window'],
  message: '"{promise}" promises {target} over no stated time; {window} are assumed',
  help: 'state the time over which it is judged: `window: 30 d rolling`',
  *check({ name, kind, path, hasWindow }, { fact }) {
    if (hasWindow) return;
    const isOurs = kind === 'objective';
    yield {
      subject: path,
      because: 'structure',
      slots: {
        promise: name,
        target: isOurs ? fact('objectives.*.target', name) : fact('agreements.*.target', name),
        window: isOurs ? fact('objectives.*.window', name) : fact('agreements.*.window', name),
      },
    };
  },
});
