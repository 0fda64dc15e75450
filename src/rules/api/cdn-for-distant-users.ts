import { type Component, regionOf } from '../../spec/index.js';
import { entranceOf, isEdgeCacheIn } from '../paths.js';
import { defineRule } from '../rule.js';

/** Latency + global -> CDN. */
export const cdnForDistantUsers = defineRule({
  id: 'api/cdn-for-distant-users',
  on: 'flow',
  severity: 'warning',
  confidence: 'high',
  evidence: 'contradiction',
  attribute: 'latency',
  since: '0.1.0',
  docs: {
    what: 'Responses that anybody may keep (`cacheable: public`) are fetched from one place by actors in others, with no CDN on the way.',
    why: 'Each response crosses the distance: 100 ms and more between continents, several times over for a new connection. A CDN answers from nearby, and goes on while the origin is away.',
    cost: 'What changes has to be invalidated or bears a new address; the first request in each place still goes to the origin; one more provider.',
    source: 'Nygren, Sitaraman, Sun, The Akamai Network, ACM SIGOPS Operating Systems Review 44(3) (2010)',
    falsePositives: 'Each actor asks for something else, so that no copy is used twice.',
    good: `sysdesign: 1
name: news
flows:
  read: { rate: 1k req/s, from: [eu, asia], cacheable: public, path: [ cdn: { hit: 90%, miss: [ api ] } ] }
components:
  cdn: { kind: cdn }
  api: { kind: service, in: eu }
topology: { regions: { eu: { zones: [a, b] } } }
`,
    bad: `sysdesign: 1
name: news
flows:
  read: { rate: 1k req/s, from: [eu, asia], cacheable: public, path: api }
components:
  api: { kind: service, in: eu }
topology: { regions: { eu: { zones: [a, b] } } }
`,
  },
  reads: [],
  message: 'anybody may keep the responses of "{flow}", and actors in {places} fetch them from "{component}" elsewhere',
  help: 'serve them through a CDN; what must not be kept wants a region nearby instead',
  *check({ name, from, cacheable, calls }, { model }) {
    const [first] = calls;
    if (cacheable !== 'public' || !first || calls.some(({ component }) => isEdgeCacheIn(model, component))) return;
    const origin = entranceOf(model, first);
    if (!origin || origin.traits.run === 'others') return;
    const distant = distantFrom(origin, from);
    if (distant.length > 0)
      yield { subject: `flows.${name}`, because: 'structure', slots: { flow: name, component: origin.name, places: distant.join(', ') } };
  },
});

/** Places that a component is not in; where the spec does not state where it is, it is in the first of them. */
function distantFrom({ places }: Component, from: readonly string[]): readonly string[] {
  const regions = new Set(places.within.flat().map(regionOf));
  return regions.size === 0 ? from.slice(1) : from.filter((place) => !regions.has(regionOf(place)));
}
