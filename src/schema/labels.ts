import { type Node, nodeAt } from '../source/index.js';
import { type DocumentPlace, keysOf, type ValidatedDocument } from './document.js';
import { nearest } from './expected.js';
import { folded, keysFor } from './synonyms.js';

/** What people note beside a design, by names that say that nothing is computed from it. */
const NOTES =
  /^(?:owners?|author|team|contacts?|status|tags?|labels?|notes?|comments?|remarks?|reason|why|purpose|role|responsibility|responsibilities|links?|urls?|docs?|documentation|repo|repository|runbook|oncall|title|name|displayname|provider|vendor|billing|billingmode|encryption|encrypted|schedule|cron|during|instancetype|instanceclass|machinetype|nodetype|storageclass|storagetype|clustered|cluster|clustermode|cloud|cloudprovider|hosting|hostedon|endpoint|endpoints|method|httpmethod|algorithm|format|eviction|evictionpolicy)$/;

/** Of these, what numbers without a unit tell is no quantity either: a version, a date, a ticket. */
const IDENTITIES =
  /^(?:(?:\w*version)|date|created|updated|ticket|image|dockerimage|language|programminglanguage|framework|runtime|platform|os|stack|techstack)$/;

/** Whether a key tells by its name that it is for people. */
export const isNote = (key: string): boolean => NOTES.test(folded(key)) || IDENTITIES.test(folded(key));

/**
 * Words of a key or of its value that a design is computed from, whatever the rest says: `replication mode: async` states something, though no key of
 * that name is known.
 */
const MEANS_SOMETHING =
  /^(?:availab|uptime|sl[aoi]s?$|redundan|replic|cop(?:y|ies)|mirror|standby|failover|fallback|backup|shard|partition|cach|latenc|durab|consisten|isolat|quorum|reten|retain|expir|ttl|autoscal|scal|elastic|balanc|throttl|limit|rate|rps|qps|tps|traffic|load$|volume|capacity|siz|cost|pric|budget|fee|region|zones?$|az|geo|multi|depend|requir|uses?$|calls?$|reads?$|writes?$|invok|trigger|publish|subscri|consum|produc|queue|buffer|batch|async|sync|retr|timeout|deadline|rpo|rto|recover|peak|spike|burst|grow|compress|frequen|interval|period|every|window|hour|day|deliver|idempot|dedup|instance|node|server|worker|thread|cpu|memory|ram$|disk|storage|network|bandwidth|connect|pool|leader|primary|active|passive|hot|cold|warm|via|through|path$|flow)/;

/** The parts of a design that a sort is stated of, and nothing more: `disk type: SSD`, `database engine: InnoDB`. */
const SORT =
  /^(?:storage|disk|volume|instance|node|machine|server|cpu|memory|database|db|network|compute|queue|cache)(?:type|class|family|sku|engine)$/;

/** When in the day something begins, of which nothing is computed: how long a part of the day it takes is `active` or `peak`. */
const WHEN = /^(?:at|when|timeofday|start|starts|startsat|runsat|runs)$/;
const TIME_OF_DAY =
  /^(?:(?:at|around|about|~)\s*)?(?:[01]?\d|2[0-4])(?::[0-5]\d(?::[0-5]\d)?(?:\s*[ap]m)?|\s*[ap]m|\s*o'?clock)(?:\s*(?:utc|gmt|z|[A-Z]{2,4}))?$/i;

const COUNTED =
  /\b(?:one|two|three|four|five|six|seven|eight|nine|ten|dozen|hundreds?|thousands?|millions?|billions?|half|double|twice|triple|once|per|each|every|hourly|daily|nightly|weekly|monthly|quarterly|yearly|annually|unlimited|infinite|forever|never|zero|minutes?|seconds?|hours?|days?|weeks?|months?|years?)\b/i;

const SWITCH = /^(?:yes|no|true|false|on|off|enabled?|disabled?|none|auto(?:matic)?|always|never|y|n)$/i;

/** A number that stands by itself or begins a word: `16 GB`, `x6`; not one within a name, as in `gp3` or `us-east-1`. */
const NUMBER = /(?:^|[\s,;:/()[\]<>=~≈±+])-?(?:x\s?)?\.?\d/i;
/** Of numbers, one with a unit: `2x`, `5 ms`, `99%`, `$5`. */
const QUANTITY =
  /[$€£%]|\d\s?(?:x\b|[kMGTP]?(?:i?B|b(?:ps|it)?)\b|ms\b|[smhdyk]\b|sec|min|hour|day|week|month|year|req|rps|qps|\/)|\d\s?[kMGTB]\b/;

/**
 * Whether what stands at an unknown key is only a label for people: words without a quantity, at a key that means nothing else. What may state something
 * of the design is none: a switch (`sharded: yes`), names of its parts (`uses: [db]`), words such as `async`, and keys that are nearly ones of the language.
 */
export function isLabel(document: ValidatedDocument, map: DocumentPlace, key: string, value: Node | undefined): boolean {
  const words = wordsOf(value);
  const [section] = map.path;
  if (words === undefined || section === 'expect' || section === 'catalog' || section === 'products' || map.shape === undefined)
    return false;
  // The body of a call: what stands there decides who calls whom.
  if (map.path.includes('path') || map.shape === document.shapes.callOptions) return false;
  if (words.some((word) => word === '' || SWITCH.test(word))) return false;
  if (IDENTITIES.test(folded(key))) return !words.some((word) => QUANTITY.test(word));
  if (words.every((word) => /^https?:\/\/\S+$/.test(word))) return true;
  const isWhen = WHEN.test(folded(key));
  if (isWhen && words.every((word) => TIME_OF_DAY.test(word))) return true;
  if (words.some((word) => NUMBER.test(word) || /[$€£%*=]|->|→|~>/.test(word))) return false;
  if (NOTES.test(folded(key))) return true;
  const parts = partsOf(document);
  const isOfDesign = words.some((word) => COUNTED.test(word) || stems(word).some((stem) => MEANS_SOMETHING.test(stem)));
  if (isOfDesign || words.flatMap((word) => word.split(/\s*(?:[,;&+>]|\band\b)\s*/)).some((word) => parts.has(word))) return false;
  if (isWhen || SORT.test(folded(key))) return true;
  return !stems(key).some((stem) => MEANS_SOMETHING.test(stem)) && !isNearAny(document, map, key);
}

/** Texts of a value that is words or a list of them; a number that is one by YAML too, for what a name identifies. */
function wordsOf(value: Node | undefined): readonly string[] | undefined {
  if (value?.type === 'scalar') {
    if (typeof value.value === 'string') return [value.value.trim()];
    return typeof value.value === 'number' ? [value.raw.trim()] : undefined;
  }
  if (value?.type !== 'list' || value.items.length === 0) return undefined;
  const texts = value.items.map((item) => (item.type === 'scalar' ? wordsOf(item) : undefined));
  return texts.every((text) => text !== undefined) ? texts.flat() : undefined;
}

/** `readReplica`, `read-replica` and `read replica` in lower case, word by word. */
const stems = (text: string): readonly string[] =>
  text
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '');

const PARTS = ['components', 'flows', 'data', 'actors', 'assumptions', 'scenarios'];

function partsOf({ root }: ValidatedDocument): ReadonlySet<string> {
  const names = PARTS.map((section) => [section]).concat([['topology', 'regions']]);
  return new Set(
    names.flatMap((path) => {
      const node = nodeAt(root, path);
      return node?.type === 'map' ? [...node.entries.keys()] : [];
    }),
  );
}

/** Whether a key is nearly one that its map may have, stated or not, or is a key of the language elsewhere. */
function isNearAny({ shapes }: ValidatedDocument, { shape = {} }: DocumentPlace, key: string): boolean {
  if (nearest(key, keysOf(shape)) !== undefined || keysFor(key).length > 0) return true;
  const plain = folded(key);
  return Object.values(shapes).some((other) => keysOf(other).some((known) => folded(known) === plain));
}
