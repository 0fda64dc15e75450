/** A path in words that states what a cache answers, or how a call is made, in the words of the language. */
export interface PathOfShares {
  /** As a list of calls: `[api: { calls: [cache: { hit: 90%, miss: [db] }] }]`. */
  readonly calls: string;
  /** Of what the share is of hits only if it is a cache: the text states no more than a share. */
  readonly caches: readonly string[];
}

const NAME = '[A-Za-z][\\w-]*(?: [A-Za-z][\\w-]*){0,3}?';
const SHARE = '~?\\d+(?:\\.\\d+)?\\s*%';
const ARROW = /(?<![=~])[=~]+>|(?<!\.)\.\.+>|-\.+->|(?<!-)--+>|[–—−]>|->|>|[→⇒⟶➔➜]/g;
const LATER = /^(?:~+>|\.\.+>|-\.+->)$/;
/** The text on an arrow, after its caller: `-miss->`, `--10%-->`, `?>`. */
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

/** Calls in turn, each made by the one before it; the last makes those of the group, all at once. */
interface Chain {
  readonly links: readonly Link[];
  readonly group: readonly Chain[];
}

interface Link {
  readonly name: string;
  /** What it answers itself; empty where it is left open. */
  readonly hit?: string;
  readonly isBare?: boolean;
  /** Whether the call is asynchronous: `~>`. */
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
  [/^(?:an?\s+)?(read|write)s?(?:\s+only)?$/i, 'kind'],
];

/** `batch 10, timeout 1 s` as keys of a call; undefined where any of it is said of something else. */
function optionsOf(note: string): readonly string[] | undefined {
  const parts = note.split(',').map((part) => part.trim());
  const options = parts.map((part) => {
    for (const [phrase, key] of PHRASES) {
      const found = phrase.exec(part);
      if (found) return `${key}: ${key === 'async' ? 'true' : key === 'kind' ? found[1]?.toLowerCase() : (found[1] ?? found[2])}`;
    }
    return undefined;
  });
  return options.every((option) => option !== undefined) ? options : undefined;
}

/** `a -> cache (hit 90%) -> b`, `a -> cache -> 10% b`, `a -> cache -miss-> b`, `a -> (b (batch 10), c)`; undefined for other texts. */
export function pathOfShares(text: string): PathOfShares | undefined {
  // One space for each run: patterns that begin with any number of them would try each as the first.
  const plain = text
    .trim()
    .replace(/\s+/g, ' ')
    .replace(
      ON_ARROW,
      (_, one: string | undefined, other: string | undefined) => ` (${['miss', one ?? other].filter(Boolean).join(' ')}) -> `,
    )
    .replace(QUESTION, ' (miss) -> ')
    .replace(/\(\s*(?:on )?miss(?:es)?\s*(?:->|:|=>|→)\s*([^(),]+)\)\s*(?=$|[,)])/gi, '(miss) -> $1')
    .replace(/\(\s*(hit[^()]*?|[\d.]+\s*%[^()]*?),\s*(?:on )?miss(?:es)?\s*(?:->|:|=>|→)\s*([^(),]+)\)\s*(?=$|[,)])/gi, '($1) -> $2');
  const chain = chainIn(plain, 0);
  const links = chain && linksOf(chain);
  if (chain === undefined || links === undefined || links.length > MOST_LINKS) return undefined;
  if (!links.some(({ hit, options }) => hit !== undefined || options)) return undefined;
  return { calls: `[${callsOf(chain)}]`, caches: links.filter(({ isBare }) => isBare).map(({ name }) => name) };
}

/** Groups within groups are beyond this unreadable, and so are chains of more calls than any design has. */
const [DEEPEST, MOST_LINKS] = [20, 500];

const linksOf = ({ links, group }: Chain): readonly Link[] => [...links, ...group.flatMap(linksOf)];

/** @param depth of groups around it: in one, the first call may begin with its arrow */
function chainIn(text: string, depth: number): Chain | undefined {
  const links: Link[] = [];
  const parts = partsOf(text.trim());
  if (parts.length > MOST_LINKS) return undefined;
  for (const [i, { before, text: part }] of parts.entries()) {
    const isFirst = i === 0;
    if (isFirst && part === '' && depth > 0 && LATER.test(parts[1]?.before ?? '')) continue;
    const isLater = LATER.test(before);
    const inner = groupIn(part);
    if (inner !== undefined && i === parts.length - 1 && i > 0 && depth < DEEPEST) {
      const group = inner.map((item) => chainIn(item, depth + 1));
      const read = group.filter((item) => item !== undefined);
      return read.length < group.length ? undefined : { links, group: isLater ? read.map(withoutWaiting) : read };
    }
    const link = linkOf(part, links);
    if (link === undefined) return undefined;
    links.push({ ...link, isLater });
  }
  // A share of hits says what becomes of the rest.
  return links.length === 0 || links.at(-1)?.hit !== undefined ? undefined : { links, group: [] };
}

/** An arrow before a group is that of each call in it. */
const withoutWaiting = ({ links: [first, ...others], group }: Chain): Chain => ({
  links: first === undefined ? [] : [{ ...first, isLater: true }, ...others],
  group,
});

/** What stands between the arrows that are in no parentheses, each with the arrow before it. */
function partsOf(text: string): readonly { readonly before: string; readonly text: string }[] {
  const parts: { before: string; text: string }[] = [];
  let [at, before] = [0, ''];
  let [depth, looked] = [0, 0];
  for (const { 0: arrow, index } of text.matchAll(ARROW)) {
    depth += depthOf(text.slice(looked, index));
    looked = index;
    if (depth !== 0) continue;
    parts.push({ before, text: text.slice(at, index).trim() });
    [at, before] = [index + arrow.length, arrow];
  }
  return [...parts, { before, text: text.slice(at).trim() }];
}

/** Parentheses that are opened in a text and not closed. */
const depthOf = (text: string): number => [...text.matchAll(/[()]/g)].reduce((depth, [sign]) => depth + (sign === '(' ? 1 : -1), 0);

/** The items of `(b (read), c -> d)`; undefined where the text is no group, but a name or a remark. */
function groupIn(text: string): readonly string[] | undefined {
  if (!text.startsWith('(') || !text.endsWith(')') || depthOf(text) !== 0) return undefined;
  const inner = text.slice(1, -1);
  const items: string[] = [];
  let [depth, at] = [0, 0];
  for (let i = 0; i < inner.length; i++) {
    depth += inner[i] === '(' ? 1 : inner[i] === ')' ? -1 : 0;
    if (depth < 0) return undefined;
    if (inner[i] !== ',' || depth > 0) continue;
    items.push(inner.slice(at, i));
    at = i + 1;
  }
  return [...items, inner.slice(at)];
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

function callsOf({ links, group }: Chain): string {
  const [first, ...others] = links;
  if (first === undefined) return together(group);
  const rest: Chain = { links: others, group };
  const makes = others.length > 0 || group.length > 0;
  const { name, hit, isLater, options: own = [] } = first;
  const stated = [
    ...(isLater ? ['async: true'] : []),
    ...own,
    ...(hit === undefined || hit === '' ? [] : [`hit: ${hit}`]),
    ...(makes ? [`${hit === undefined ? 'calls' : 'miss'}: [${callsOf(rest)}]`] : []),
  ];
  return isPlain({ links, group }) ? links.map((link) => link.name).join(' -> ') : `${name}: { ${stated.join(', ')} }`;
}

const together = (group: readonly Chain[]): string => `parallel: [${group.map(callsOf).join(', ')}]`;

/** Whether arrows alone state it, where a comma is that of a list. */
const isPlain = ({ links, group }: Chain): boolean =>
  group.length === 0 && links.every(({ hit, isLater, options }) => hit === undefined && !isLater && !options);
