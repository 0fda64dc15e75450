import { defineRule } from '../rule.js';

/** Bytes that go out, or come in, against the network of the instances. */
export const networkNearlyFull = defineRule({
  id: 'load/network-nearly-full',
  on: 'component',
  severity: 'warning',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'capacity',
  since: '0.1.0',
  docs: {
    what: 'What a component sends or gets takes nearly or more than all of the network of its instances.',
    why: 'Near its capacity a link drops packets in every burst, and retransmissions slow down all that share it: replication and health checks too.',
    cost: 'Larger or more instances, a CDN, or smaller answers.',
    source: 'B. Gregg, Systems Performance (2nd ed. 2020), ch. 10',
    falsePositives: 'Bytes flow evenly, as of a stream that is paced.',
    good: `sysdesign: 1
name: photos
flows:
  view: { kind: read, rate: 1k req/s, peak: 2, request: 500 B, response: 300 kB, path: api }
components:
  api: { kind: service, instances: 10, each: { rate: 500 req/s, network: 1 Gbps } }
`,
    bad: `sysdesign: 1
name: photos
flows:
  view: { kind: read, rate: 1k req/s, peak: 2, request: 500 B, response: 570 kB, path: api }
components:
  api: { kind: service, instances: 10, each: { rate: 500 req/s, network: 1 Gbps } }
`,
  },
  reads: ['components.*.demand.network', 'components.*.capacity.network'],
  options: { most: { value: '80%', field: 'share', meaning: 'share of the network that may be in use' } },
  message: 'the network of "{component}" carries {left} of {right}',
  help: 'add instances or larger ones, let a CDN send what is alike for all, or make the answers smaller',
  *check({ name }, { fact, option, stated }) {
    if (!stated('components.*.each.network', name)) return;
    yield {
      subject: `components.${name}`,
      because: [fact('components.*.demand.network', name), '>', fact('components.*.capacity.network', name), option('most')],
      slots: { component: name },
      at: `components.${name}.each.network`,
    };
  },
});
