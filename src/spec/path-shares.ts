import { parsePath, printPath } from './path.js';

/** A path in words that states what a cache answers, or how a call is made, in the words of the language. */
export interface PathOfShares {
  /** As a list of calls: `[api: { calls: [cache: { hit: 90%, miss: [db] }] }]`. */
  readonly calls: string;
  /** Of what the share is of hits only if it is a cache: the text states no more than a share. */
  readonly caches: readonly string[];
}

const NAME = '[A-Za-z][\\w-]*(?: [A-Za-z][\\w-]*){0,3}?';
const SHARE = '~?\\d+(?:\\.\\d+)?\\s*%';
const ARROW = /\s*((?:[=~]+>|\.\.+>|-\.+->|--+>|[–—−]>|->|>|[→⇒⟶➔➜]))\s*/;
const LATER = /^(?:~+>|\.\.+>|-\.+->)$/;
/** What stands on an arrow, after its caller: `-miss->`, `--10%-->`, `?>`. */
const ON_ARROW = new RegExp(
  `\\s*(?:--?|–|—)\\s*[([]?\\s*(?:(?:on )?miss(?:es)?(?:\\s+(${SHARE}))?|(${SHARE})(?:\\s+miss(?:es)?)?)\\s*[)\\]]?\\s*(?:--?|–|—)?>\\s*`,
  'gi',
);
const QUESTION = /\s*\?\s*(?:->|>|→|=>)\s*/g;
const HIT = new RegExp(`^(?:hits?(?: rate| ratio)?|cached)?\\s*[:=]?\\s*(${SHARE})(?:\\s*(?:hits?(?: rate| ratio)?|cached))?$`, 'i');
const MISS = new RegExp(`^(?:on )?miss(?:es)?\\s*[:=]?\\s*(${SHARE})$|^(${SHARE})\\s*miss(?:es)?$`, 'i');
const NOTED = new RegExp(`^(${NAME})\\s*[([]([^()[\\]]*)[)\\]]$`);
const BEFORE = new RegExp(
  `^(?:(?:on )?miss(?:es)?:?\\s+(${NAME})|[([]?(${SHARE})(?: miss(?:es)?)?[)\\]]?\\s+(?:of (?:misses|calls|requests)\\s+)?(?:to\\s+)?(${NAME}))$`,
  'i',
);

interface Link {
  readonly name: string;
  /** What it answers itself; empty where it is left open. */
  readonly hit?: string;
  readonly isBare?: boolean;
  /** Whether nobody waits for it: `~>`. */
  readonly isLater?: boolean;
  /** What else is said of the call, as keys state it: `batch: 10`. */
  readonly options?: readonly string[];
}

/** What people say of a call behind its name, and the key that states it. */
const PHRASES: readonly (readonly [phrase: RegExp, key: string])[] = [
  [/^(?:in )?batch(?:es|ed)?(?: of| size| by)?\s*[:=]?\s*(\d[\d_.]*[kM]?)$/i, 'batch'],
  [/^(?:times|x|×)\s*[:=]?\s*(\d+(?:\.\d+)?)$|^(\d+(?:\.\d+)?)\s*(?:times|x|×|calls)$/i, 'times'],
  [/^(?:timeout|times out after)\s*(?:of\s*)?[:=]?\s*(\d+(?:\.\d+)?\s*(?:ms|s|sec|min))$/i, 'timeout'],
  [/^(?:async|fire and forget|in the background)()$/i, 'async'],
];

/** `batch 10, timeout 1 s` as keys of a call; undefined where any of it is said of something else. */
function optionsOf(note: string): readonly string[] | undefined {
  const parts = note.split(',').map((part) => part.trim());
  const options = parts.map((part) => {
    for (const [phrase, key] of PHRASES) {
      const found = phrase.exec(part);
      if (found) return `${key}: ${key === 'async' ? 'true' : (found[1] ?? found[2])}`;
    }
    return undefined;
  });
  return options.every((option) => option !== undefined) ? options : undefined;
}

/** `a -> cache (hit 90%) -> b`, `a -> cache -> 10% b`, `a -> cache -miss-> b`, `a -> b (batch 10)`; undefined for other texts. */
export function pathOfShares(text: string): PathOfShares | undefined {
  const plain = text
    .trim()
    .replace(
      ON_ARROW,
      (_, one: string | undefined, other: string | undefined) => ` (${['miss', one ?? other].filter(Boolean).join(' ')}) -> `,
    )
    .replace(QUESTION, ' (miss) -> ')
    .replace(/\(\s*(?:on )?miss(?:es)?\s*(?:->|:|=>|→)\s*([^()]+)\)\s*$/i, '(miss) -> $1')
    .replace(/\(\s*(hit[^()]*?|[\d.]+\s*%[^()]*?),\s*(?:on )?miss(?:es)?\s*(?:->|:|=>|→)\s*([^()]+)\)\s*$/i, '($1) -> $2');
  const links: Link[] = [];
  const parts = plain.split(ARROW);
  for (let i = 0; i < parts.length; i += 2) {
    const link = linkOf((parts[i] ?? '').trim(), links);
    if (link === undefined) return undefined;
    links.push({ ...link, isLater: LATER.test(parts[i - 1] ?? '') });
  }
  if (!links.some(({ hit, options }) => hit !== undefined || options) || links.at(-1)?.hit !== undefined) return undefined;
  return { calls: `[${callsOf(links)}]`, caches: links.filter(({ isBare }) => isBare).map(({ name }) => name) };
}

/** One name with what is said of it; a share before a name is that of the misses of its caller. */
function linkOf(segment: string, links: Link[]): Link | undefined {
  const before = BEFORE.exec(segment);
  const last = links.at(-1);
  if (before !== null && last !== undefined) {
    const share = before[2];
    links[links.length - 1] = {
      ...last,
      hit: share === undefined ? (last.hit ?? '') : rest(share),
      ...(share !== undefined && last.hit === undefined && { isBare: true }),
    };
    return { name: before[1] ?? before[3] ?? '' };
  }
  const noted = NOTED.exec(segment);
  if (noted === null) return new RegExp(`^${NAME}$`).test(segment) ? { name: segment } : undefined;
  const [, name = '', note = ''] = noted;
  const hit = HIT.exec(note.trim());
  if (hit !== null) return { name, hit: hit[1] ?? '', isBare: !/[a-z]/i.test(note) };
  const miss = MISS.exec(note.trim());
  if (miss !== null) return { name, hit: rest(miss[1] ?? miss[2] ?? '') };
  if (/^(?:on )?miss(?:es)?$/i.test(note.trim())) return { name, hit: '' };
  const options = optionsOf(note);
  return options && { name, options };
}

const rest = (share: string): string => `${Math.round((100 - Number(share.replace(/[~%\s]/g, ''))) * 1e6) / 1e6}%`;

function callsOf(links: readonly Link[]): string {
  const at = links.findIndex(({ hit }) => hit !== undefined);
  const [first, ...others] = links;
  if (first === undefined) return '';
  const isPlain = at < 0 && !links.some(({ isLater, options }) => isLater || options);
  if (isPlain) {
    const read = parsePath(links.map(({ name }) => name).join(' -> '));
    return read.ok ? printPath(read.value) : '';
  }
  const { name, hit = '', isLater, options: own = [] } = first;
  const stated = [isLater && 'async: true', ...own, at === 0 && hit !== '' && `hit: ${hit}`, others.length > 0 && inner(at === 0, others)];
  const options = stated.filter((part) => part !== false && part !== undefined);
  return options.length === 0 ? name : `${name}: { ${options.join(', ')} }`;
}

const inner = (isMiss: boolean, others: readonly Link[]): string => `${isMiss ? 'miss' : 'calls'}: [${callsOf(others)}]`;
