import { type Component, classWith } from '../../spec/index.js';
import { componentsTo, entranceOf } from '../paths.js';
import { defineRule } from '../rule.js';

/** Anybody may write, as much as they like. */
export const anonymousWritesUnlimited = defineRule({
  id: 'security/anonymous-writes-unlimited',
  on: 'flow',
  severity: 'warning',
  confidence: 'high',
  evidence: 'absence',
  attribute: 'security',
  since: '0.1.0',
  docs: {
    what: 'A flow writes, its entrance states that anybody may call (`auth: none`), and nothing on its path states a limit of calls; of data about people or of value, `throttle: none` is no limit either.',
    why: 'A single script fills the store, and the bill, with what nobody wanted; without names there is nobody to hold it against.',
    cost: 'A limit per address hits people who share one; challenges (CAPTCHA, proof of work) cost users time.',
    source: 'OWASP API Security Top 10 (2023), API4 Unrestricted Resource Consumption',
    falsePositives: 'Something in front that is not in the spec limits calls: state `throttle` where it acts.',
    good: `sysdesign: 1
name: pastes
flows:
  paste: { kind: write, rate: 10 req/s, path: api -> db }
components:
  api: { kind: service, auth: none, throttle: { perClient: 10 per min } }
  db: { kind: database }
`,
    bad: `sysdesign: 1
name: pastes
flows:
  paste: { kind: write, rate: 10 req/s, path: api -> db }
components:
  api: { kind: service, auth: none }
  db: { kind: database }
`,
  },
  reads: [],
  message: 'anybody may write through "{component}" with "{flow}", and nothing limits how much',
  help: 'limit the calls of each client: throttle: { perClient: ... }',
  *check({ name, write, calls, adds }, { model }) {
    const [first] = calls;
    const entrance = first && entranceOf(model, calls.find((call) => call.writes) ?? first);
    if (!write || entrance?.auth !== 'none') return;
    const passed = calls.flatMap((call) => componentsTo(model, call));
    // That there is no limit may be stated on purpose, but not of what is about people or worth something.
    const isDeclinable = !adds.some(({ data }) => {
      const classes = model.data.get(data)?.classes ?? null;
      return classWith('isGuarded', classes) !== undefined || classWith('isOfValue', classes) !== undefined;
    });
    const isLimited = (throttle: Component['throttle']): boolean => throttle === 'some' || (throttle === 'none' && isDeclinable);
    if (passed.some(({ throttle, auth }) => isLimited(throttle) || (auth !== null && auth !== 'none'))) return;
    yield { subject: `flows.${name}`, because: 'structure', slots: { flow: name, component: entrance.name } };
  },
});
