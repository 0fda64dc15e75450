import { formatQuantity, parseField, STANDARD_CALENDAR } from '../quantity/index.js';
import type { Node } from '../source/index.js';
import type { DocumentPlace } from './document.js';
import { clipped } from './expected.js';
import { folded } from './synonyms.js';

const PLAIN = { calendar: STANDARD_CALENDAR, counts: new Set<string>() };

/** By which keys a word is stated that no key of its place is called: each mend may be typed as it stands. */
export function statedBy({ path }: DocumentPlace, key: string, value: Node | undefined): string | undefined {
  const [section, name = 'NAME'] = path.map(String);
  const text = value?.type === 'scalar' ? clipped(value.raw) : undefined;
  if (text === undefined) return undefined;
  const word = folded(key);
  if (section === 'components' && path.length === 2) return ofComponent(name, word, text);
  if (section === 'data' && path.length === 2) return ofData(word, text);
  if (section === 'requirements' && path[1] === 'quality' && path.length === 3 && /^(?:ttfb|timetofirstbyte)$/.test(word))
    return `the time until an answer is a percentile: p50, p95 or p99: ${text}`;
  if (section !== 'flows') return undefined;
  if (path.length === 2 && /^(?:ttfb|timetofirstbyte)$/.test(word))
    return `what is promised stands among the requirements: quality: { NAME: { flow: ${name}, p95: ${text.replace(/^p\d+\s*<?\s*/, '')} } }`;
  if (path.length === 2 && word === 'spike')
    return `a spike has a name: spikes: { NAME: ${/\d\S*x|x\d\S*/.exec(text)?.[0] ?? '5x'} for 15 min }`;
  if (path.length === 2 && word === 'trigger')
    return 'nothing is computed from what starts it: leave it out; that all of it comes in 4 hours of the day is peak: 100% of the day in 4 h';
  if (path.length === 2 && (OF_A_RUN.test(word) || (word === 'batch' && !/^[\d.,_]+\s*[kM]?$/.test(text)))) return ofARun(text);
  return path[2] === 'spikes' && /^(?:howoften|frequency|often)$/.test(word)
    ? 'nothing is computed from how often it comes: leave it out, or keep it as a comment'
    : undefined;
}

const OF_A_RUN =
  /^(?:deadline|within|due|dueby|doneby|donein|finish(?:es)?(?:by|in|within)?|mustfinish(?:by|in|within)?|completes?(?:by|in|within)|completion(?:time)?|runtime|maxruntime|maxduration|batchwindow|runswithin|processedwithin|runin)$/;

/** A run that has to be through in a time is load: all that is to be done comes within it. */
export function ofARun(text: string): string {
  const [, time = '4 h'] = /(\d[\d.,]*\s*(?:h|hours?|min(?:utes?)?|m|s|seconds?))\b/i.exec(text) ?? [];
  return `that a day's work is done within ${time} is a load that the path has to carry: peak: 100% of the day in ${time} (offPeak: true, where it runs while others rest)`;
}

function ofComponent(name: string, word: string, text: string): string | undefined {
  const machine = word === 'size' ? machineOf(text) : undefined;
  if (machine !== undefined) return `what one instance has stands under each: each: { ${machine} }`;
  if (/^(?:ttfb|timetofirstbyte)$/.test(word))
    return `the time until it answers is a percentile of one instance: each: { p50: ${text} } (half of the calls) or each: { p99: ${text} } (99 of 100)`;
  if (word === 'size')
    return `what lies in it is data: data: { NAME: { in: ${name}, size: 20 GB } }; what one instance has is each: { cpu: 2 cores, memory: 4 GB, disk: 100 GB }`;
  if (word === 'fallback' && !parseField('share', text, PLAIN).ok)
    return `what answers instead is stated of the call, as the share of calls that it answers well: path: [ ${name}: { fallback: 80% } ], or with the component that does: { fallback: { to: NAME } }`;
  if (word === 'consistency')
    return `how many copies answer is replication: { factor: 3, read: quorum, write: quorum }; what a call relies on is stated of it: path: [ ${name}: { consistency: strong } ]`;
  if (!/^(?:deploys|deployments|releases|deployfrequency|deploysper(?:day|week|month))$/.test(word)) return undefined;
  const often = parseField('rate', text, PLAIN);
  const every = often.ok && often.value.kind === 'quantity' ? formatQuantity(1 / often.value.quantity.value, 's') : '7 d';
  return `how often new versions come in is deploy: { every: ${every} }`;
}

/** `2 vCPU, 4 GB`, `8 cores / 32 GB RAM`: what a machine has. */
function machineOf(text: string): string | undefined {
  const [, cores] = /(\d+(?:\.\d+)?)\s*x?\s*(?:v?cpus?|v?cores?)\b/i.exec(text) ?? [];
  const [, memory] = /(\d+(?:\.\d+)?\s*[GT]i?B)\b(?!\s*(?:disk|ssd|hdd|nvme|storage))/i.exec(text) ?? [];
  return cores === undefined ? undefined : `cpu: ${cores} cores${memory === undefined ? '' : `, memory: ${memory}`}`;
}

function ofData(word: string, text: string): string | undefined {
  const [, time] =
    /^(?:rows|records|items|documents|events|messages|inserts|entries|added)per(second|minute|hour|day|week|month|year)$/.exec(word) ?? [];
  return time === undefined ? undefined : `how many come in is added: ${text} per ${time}`;
}
