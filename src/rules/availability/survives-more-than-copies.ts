import { lossToSurvive } from '../../spec/index.js';
import type { Raised } from '../rule.js';
import { defineRule } from '../rule.js';

/** A loss to survive that leaves no quorum. */
export const survivesMoreThanCopies = defineRule({
  id: 'availability/survives-more-than-copies',
  on: 'component',
  severity: 'warning',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'availability',
  since: '0.1.0',
  docs: {
    what: 'A store is to survive the loss of an instance or of a zone (`survives`, else what its tier asks for), and that loss takes more copies than its reads and writes can do without.',
    why: 'After the loss too few copies of some items are left to answer: their reads or writes fail until it is over, however many instances there are.',
    cost: 'More copies, a third zone, or reads and writes that wait for fewer copies and may then see older data.',
    source: 'Gifford 1979, Weighted Voting for Replicated Data, SOSP',
    falsePositives: 'A store whose copies are moved at once after a loss, before anybody asks.',
    good: `sysdesign: 1
name: shop
flows: { read: { rate: 10 req/s, path: db } }
topology: { regions: { eu: { zones: [a, b, c] } } }
components: { db: { kind: database, survives: zone, replication: { factor: 3, read: quorum, write: quorum } } }
`,
    bad: `sysdesign: 1
name: shop
flows: { read: { rate: 10 req/s, path: db } }
topology: { regions: { eu: { zones: [a, b] } } }
components: { db: { kind: database, survives: zone, replication: { factor: 3, read: quorum, write: quorum } } }
`,
  },
  reads: ['components.*.quorum.spare', 'components.*.copies.zone'],
  options: { instance: { value: '1', field: 'count', meaning: 'copies that are lost with one instance' } },
  message: '"{component}" is to survive the loss of {loss}, which takes {left} of its copies: its reads and writes can miss {spare}',
  help: 'keep more copies, spread them over more zones, or wait for fewer of them (a quorum in place of all)',
  *check(component, { model, fact, option, isKnown }): Iterable<Raised> {
    const { name, traits, isCache, places } = component;
    const loss = lossToSurvive(model, component);
    // What a cache loses is read again.
    if (traits.data !== 'disk' || isCache || loss === 'none' || loss === 0) return;
    const [spare, inZone] = [fact('components.*.quorum.spare', name), fact('components.*.copies.zone', name)];
    const common = { subject: `components.${name}`, at: `components.${name}.replication.factor` };
    // Where the tier requires to survive the loss of a zone, there have to be several zones.
    const isOfZone = (loss === 'zone' || loss === 'region') && (component.survives !== null || places.zones > 1) && isKnown(inZone);
    yield {
      ...common,
      because: isOfZone ? [inZone, '>', spare] : [option('instance'), '>', spare],
      slots: { component: name, loss: isOfZone ? 'a zone' : 'an instance', spare },
    };
  },
});
