import { namesAt, namesIn } from '../../facts/index.js';
import { PERCENTILE_NAMES } from '../../spec/index.js';
import { defineRule } from '../rule.js';

/** A target that no design can meet where it is. */
export const targetBelowDistance = defineRule({
  id: 'latency/target-below-distance',
  on: 'flow',
  severity: 'error',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'latency',
  since: '0.1.0',
  docs: {
    what: 'A flow is to answer sooner than its round trips take at the speed of light in fiber.',
    why: 'Distance is a floor: no faster code, machine or cache on the far side gets below it. What has to be answered sooner has to be nearer.',
    cost: 'Places near those who ask, and copies of the data there that have to be kept alike.',
    source: 'light in fiber by ITU-T G.652',
    falsePositives: 'Round trips that are stated, not worked out from places, and could be made shorter by another route.',
    good: `sysdesign: 1
name: shop
requirements: { quality: { fast: { flow: read, p50: 200 ms } } }
topology: { regions: { eu: { place: eu-west }, us: { place: na-east } } }
flows: { read: { rate: 10 req/s, from: eu, path: api } }
components: { api: { kind: service, in: us, each: { p50: 5 ms, p99: 40 ms } } }
`,
    bad: `sysdesign: 1
name: shop
requirements: { quality: { fast: { flow: read, p50: 40 ms } } }
topology: { regions: { eu: { place: eu-west }, us: { place: na-east } } }
flows: { read: { rate: 10 req/s, from: eu, path: api } }
components: { api: { kind: service, in: us, each: { p50: 5 ms, p99: 40 ms } } }
`,
  },
  reads: PERCENTILE_NAMES.map((name) => `flows.*.latency.floor.${name}` as const),
  message: '"{flow}" is to answer within {right} ({percentile}), and its distances alone take {left}',
  help: 'promise what light can keep, or answer nearer to who asks: another region, a CDN, a copy',
  *check({ name }, { model, fact, literal, isKnown }) {
    for (const { fact: id, leaf, promise } of model.checks) {
      const percentile = PERCENTILE_NAMES.find((one) => namesIn(`flows.*.latency.${one}`, id)?.[0] === name);
      if (promise === null || percentile === undefined || !namesAt(`requirements.quality.*.${percentile}`, leaf.path)) continue;
      const floor = fact(`flows.*.latency.floor.${percentile}`, name);
      if (!isKnown(floor)) continue;
      yield {
        subject: `flows.${name}`,
        key: `${promise}.${percentile}`,
        because: [floor, '>', literal(`requirements.quality.*.${percentile}`, promise)],
        slots: { flow: name, percentile },
        at: leaf.path,
      };
    }
  },
});
