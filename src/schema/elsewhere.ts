import { pluralOf } from '../quantity/index.js';
import { type Node, nodeAt } from '../source/index.js';
import type { DocumentPlace, ValidatedDocument } from './document.js';
import { clipped } from './expected.js';
import { isNote } from './labels.js';
import { ofARun } from './stated-by.js';
import { folded, keysFor } from './synonyms.js';

/** `zones: 3` of a component, `azs: 3`, `region: us-east-1`: where it runs stands in the topology, and what it stays up through beside it. */
export function ofPlaces(document: ValidatedDocument, { path }: DocumentPlace, key: string, value: Node | undefined): string | undefined {
  const word = folded(key);
  const isZones = /^(?:azs?|zones?|availabilityzones?|multiaz)$/.test(word);
  if (value?.type !== 'scalar' || (!isZones && !/^(?:awsregion|region|place|location)$/.test(word))) return undefined;
  const isOfPart = path[0] === 'components';
  if (isOfPart && !isZones && /^[A-Za-z][\w-]*$/.test(value.raw) && !isRegion(document, value.raw))
    return `where it runs is in: ${value.raw}, of topology: { regions: { ${value.raw}: { zones: [a, b, c] } } }: state both, or neither`;
  if (isOfPart && (!isZones || !/^(?:\d+|true|yes)$/i.test(value.raw))) return undefined;
  if (!isOfPart && path.length > 0 && path[0] !== 'topology') return undefined;
  const name = isZones ? 'main' : /^[A-Za-z][\w-]*$/.test(value.raw) ? value.raw : 'main';
  const zones = ['a', 'b', 'c', 'd', 'e', 'f'].slice(0, isZones && /^[1-6]$/.test(value.raw) ? Number(value.raw) : 3);
  const topology = `topology: { regions: { ${name}: { zones: [${zones.join(', ')}] } } }`;
  return isOfPart ? `zones stand in ${topology}; to stay up without one of them: survives: zone` : `it is stated as ${topology}`;
}

function isRegion({ root }: ValidatedDocument, name: string): boolean {
  const regions = nodeAt(root, ['topology', 'regions']);
  return regions?.type === 'map' && regions.entries.has(name);
}

/** What nothing is computed from, or is stated elsewhere. */
export function ofNobody({ path }: DocumentPlace, key: string, keys: readonly string[]): string | undefined {
  const [section, name = 'name'] = path;
  if (section === 'actors' && path.length === 2 && /^(?:counts?|number|total|size|users|quantity|population|howmany)$/.test(folded(key)))
    return `how many there are is an assumption, by which rates are multiplied: assumptions: { ${pluralOf(String(name))}: ... }`;
  if (path[0] === 'components' && /^(?:managed|ismanaged|serverless)$/.test(folded(key)))
    return 'leave it out: what others run and bill by its use has a price (price: { requests: ... }) and no each';
  if (path[0] === 'data' && /^(?:replicas|replication|replicationfactor|copies|rf)$/.test(folded(key)))
    return 'copies are those of the component that it lies in: components: { NAME: { replication: 3 } }';
  if (!isNote(key) || keysFor(key).some((meant) => keys.includes(meant))) return undefined;
  return `nothing is computed from it: leave it out, or keep it as a comment (# ${clipped(key)}: ...)`;
}

/** `latency: 200 ms` of a flow, `durability: 11 nines` of a store: what is promised, which stands among the requirements. */
export function promiseHome(
  { shapes }: ValidatedDocument,
  { path }: DocumentPlace,
  key: string,
  value: Node | undefined,
): string | undefined {
  const [section, name = ''] = path;
  const word = folded(key);
  if (value?.type !== 'scalar' || path.length !== 2 || shapes.quality === undefined) return undefined;
  const promise = (about: string, metric: string): string =>
    `it is promised in requirements: { quality: { NAME: { ${about}, ${metric}: ${clipped(value.raw)} } } }`;
  if (section === 'flows' && /^(?:latency|responsetime|time|sla)$/.test(word))
    return word === 'sla' ? promise(`flow: ${name}`, 'availability') : `${promise(`flow: ${name}`, 'p99')}, or p50, p95`;
  if (section === 'components' && /^r[pt]o$/.test(word)) return promise(`component: ${name}`, word);
  return section === 'components' && word === 'durability' ? promise('data: a data set in it', word) : undefined;
}

/** `peakRate: 12k req/s` of a flow, `share: 60%` of a region: what is stated, but in another place or by two keys. */
export function flowHome({ path }: DocumentPlace, key: string, value: Node | undefined): string | undefined {
  const [section, part, name = ''] = path;
  const word = folded(key);
  const text = value?.type === 'scalar' ? clipped(value.raw) : '...';
  if (section === 'flows' && path.length === 2 && /^peak(?:rate|load|traffic|throughput|rps|qps|tps)$/.test(word))
    return `rate is the mean of a day, and its peak stands beside it: rate: ..., peak: ${text}`;
  if (
    section === 'topology' &&
    part === 'regions' &&
    path.length === 3 &&
    /^(?:share|weight|traffic|load|users|percent|percentage)$/.test(word)
  )
    return `what comes from a region is stated of flows, or of who sends them: flows: { NAME: { from: { ${name}: ${text} } } }`;
  return undefined;
}

/** `completion: p95 < 5 min`, `deadline: 6 h`, `survives: region` of a promise: what there is that is nearest to it. */
export function promiseKeyHome({ path, node }: DocumentPlace, key: string, value: Node | undefined): string | undefined {
  const [section, kind] = path;
  if (section !== 'requirements' || !/^(?:quality|agreements)$/.test(String(kind)) || path.length !== 3) return undefined;
  const word = folded(key);
  const text = value?.type === 'scalar' ? clipped(String(value.value)) : '';
  const about = (what: string): string => {
    const named = node.type === 'map' ? node.entries.get(what)?.value : undefined;
    return named?.type === 'scalar' ? String(named.value) : 'NAME';
  };
  if (/^(?:survives?|resilience|resilientto|tolerates|faulttolerance)$/.test(word))
    return `what a part stays up through is stated of it: components: { NAME: { survives: ${text || 'zone'} } }; how often a flow is up is availability`;
  if (
    !/^(?:completion|completiontime|completes?|completesin|complete|done|donein|finished|finishes|finishesin|deadline|duration|lasts|takes|within|runtime)$/.test(
      word,
    )
  )
    return undefined;
  const [, percentile = 'p99'] = /\b(p50|p95|p999?)\b/i.exec(text) ?? [];
  const [, time = '...'] = /(\d[\d.,]*\s*[a-z]+)\s*$/i.exec(text) ?? [];
  const fact = `{ fact: flows.${about('flow')}.completion.${percentile.toLowerCase()}, target: at most ${time} }`;
  return `until all that one call sets off is done: ${fact}; that a batch is done in ${time} is its load: peak: 100% of the day in ${time} of the flow`;
}

/** `done by morning: batch within 4 hours` of the requirements, which have their promises and stories under names. */
export const requirementHome = ({ path }: DocumentPlace, key = '', value?: Node): string | undefined => {
  if (path.length !== 1 || path[0] !== 'requirements') return undefined;
  const words = `${key} ${value?.type === 'scalar' ? value.raw : ''}`;
  if (IS_RUN.test(words)) return `${ofARun(words)}, of the flow that it is`;
  return 'what a number promises goes under quality: { NAME: { flow: NAME, p99: 200 ms } }, what only words say under functional: { NAME: { then: words } }';
};

const IS_RUN =
  /\b(?:batch|run|job|deadline|nightly|import|export|etl|by morning|finish(?:es|ed)?|done)\b.*\b(?:within|in|by|under|before)\b/i;

const IS_BATCH =
  /^(?:(?:nightly|daily|weekly|hourly|scheduled|offline|background)?[-_ ]?(?:batch|job|batchjob|cron|cronjob|etl|export|import)s?|nightly|scheduled|offline|background)$/i;

/** `kind: batch` of a flow, which reads or writes as others do: how it is stated when it comes. */
export const batchHome = (kind: string): string | undefined =>
  IS_BATCH.test(kind)
    ? 'by what it does most; that it runs while others rest is offPeak: true, that all of it comes in 4 hours peak: 100% of the day in 4 h'
    : undefined;

/** `{ rate: 5/s, path: a -> b, c }`: the comma ended the path, and what stands behind it is a component. */
export function afterComma(
  { root }: ValidatedDocument,
  { path, node }: DocumentPlace,
  key: string,
  value: Node | undefined,
): string | undefined {
  const stated = node.type === 'map' && path[0] === 'flows' && path.length === 2 ? node.entries.get('path')?.value : undefined;
  const isBare = value?.type === 'scalar' && value.value === null;
  if (!isBare || stated?.type !== 'scalar' || nodeAt(root, ['components', key]) === undefined) return undefined;
  const before = stated.raw.trim();
  const calls = /^(.*[>→~])\s*([\w-]+)$/.exec(before);
  const atOnce = calls ? `"${calls[1]} (${calls[2]}, ${key})"` : `"(${before}, ${key})"`;
  return `a comma ends the path: for calls at once write path: ${atOnce}, in quotes; in turn path: [${before}, ${key}]`;
}

/** `price: 30 USD/month` of what runs as instances: the bill of one of them, or of all. */
export const billHome = (key: string, value: Node, takesEach: boolean): string | undefined =>
  key === 'price' && takesEach && value.type === 'scalar'
    ? `which? each: { cost: ${clipped(value.raw)} } of one instance, or price: { fixed: ${clipped(value.raw)} } of all of it`
    : undefined;
