import { type Parsed, parsed, slip } from '../quantity/index.js';

/**
 * The words of a path: `a -> b -> c` (a calls b, b calls c), `a -> (b, c)` (a calls both at once) and `a ~> q` (a calls q and does not wait). This is
 * the only reader of them. Offsets are within the text.
 */
export interface PathCall {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** What it calls. */
  readonly calls: PathCalls | null;
  /** How it is called, where arrows tell: on a miss of its caller (`?>`), or without waiting (`~>`). */
  readonly how?: 'miss' | 'later';
  /** What stands behind its name in brackets, where marks are read: `[3]`, `(primary+2)`. */
  readonly marks?: readonly string[];
  /** A remark behind its name, which is no part of a path in words: ` (batch 10)`. */
  readonly remark?: string;
}

/** One call, or several that are made at once. */
export type PathCalls = readonly PathCall[];

/** `->`, and what people write for it: `>`, `=>`, `-->`, arrows of Unicode. A run of signs is looked at from its first only, which keeps this linear. */
const ARROW = /(?:(?<!=)=+>|(?<!-)--+>|[–—−]>|->|>|[→⇒⟶➔➜])/;
/** `~>`, and what people write for it: a call that nobody waits for. */
const LATER = /(?:(?<!~)~+>|(?<!\.)\.\.+>|-\.+->)/;
const TOKEN = new RegExp(`${LATER.source}|${ARROW.source}|[(),]`, 'g');
const IS_LATER = new RegExp(`^${LATER.source}$`);

/** An arrow that tells when a call is made, and marks behind a name: of designs as they are drawn, not of specs, which state this in keys. */
const MISS = /^\?[-=]*>$/;
const DRAWN = new RegExp(`\\?[-=]*>|${LATER.source}|${ARROW.source}|\\[[^\\[\\]]*\\]|\\((?=[^()]*\\+)[^()>]*\\)|[(),]`, 'g');

/** `20% db`. */
const SHARE_OF = /^[\d.]+\s*%\s+([\w-]+)$/;

/** Words between parentheses that are no group: without a comma, an arrow or another parenthesis. */
const REMARK = /^\([^(),>→⇒⟶➔➜~]*\)/;

/** Groups within groups are beyond this unreadable. */
const DEEPEST = 20;

interface Token {
  readonly kind: 'name' | 'arrow' | 'mark' | '(' | ')' | ',';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** What a path in words states, or what is wrong with it and where. */
export const parsePath = (text: string): Parsed<PathCalls> => new WordsReader(text).read();

/**
 * A line of a design as it is drawn: the words of a path, with `cache ?> db` (on a miss), `a ~> q` (without waiting), `x[3]` (instances) and
 * `db(primary+2)` (copies). In a group an item may begin with its arrow: `a -> (b, ~> q)`.
 */
export const parseDrawnPath = (text: string): Parsed<PathCalls> => new WordsReader(text, true).read();

/** The path in the words of the language: `a -> (b -> c, d)`. */
export function printPath(calls: PathCalls): string {
  let words = '';
  let rest = calls;
  for (;;) {
    const [only] = rest;
    if (rest.length !== 1 || only === undefined) break;
    words += words === '' ? only.name : `${arrowTo(only)}${only.name}`;
    if (only.calls === null) return words;
    rest = only.calls;
  }
  const group = `(${rest.map((call) => `${call.how === 'later' ? '~> ' : ''}${printPath([call])}`).join(', ')})`;
  return words === '' ? group : `${words} -> ${group}`;
}

/** The arrow before a call, with its spaces. */
const arrowTo = ({ how }: PathCall): string => (how === 'later' ? ' ~> ' : ' -> ');

class WordsReader {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  #next = 0;
  readonly #isDrawn: boolean;
  /** The first remark behind a name: what is wrong with the rest of the path is told before it. */
  #remark: { readonly open: Token; readonly text: string } | undefined;

  constructor(text: string, isDrawn = false) {
    this.#text = text;
    this.#isDrawn = isDrawn;
    this.#tokens = tokensOf(text, isDrawn ? DRAWN : TOKEN);
  }

  read(): Parsed<PathCalls> {
    const calls = this.#chain(0);
    if (!calls.ok) return calls;
    const rest = this.#tokens[this.#next];
    if (rest === undefined) return this.#remark === undefined ? calls : this.#ofRemark(this.#remark);
    if (rest.kind === ',') return this.#commas();
    return rest.kind === ')'
      ? this.#wrong(rest, 'this parenthesis closes nothing', 'leave it out, or open it before')
      : this.#wrong(rest, `unexpected "${rest.text}"`, 'write: a -> b -> c');
  }

  /** `a -> b -> (c, d)`; a group comes last. */
  #chain(depth: number): Parsed<PathCalls> {
    const links: Token[] = [];
    const drawn: Pick<PathCall, 'how' | 'marks'>[] = [];
    let last: PathCalls | null = null;
    // An item of a group may begin with its own arrow; of the first name of a line nothing calls it.
    let how = this.#howOf(depth > 0 && (this.#isDrawn || this.#isAtLater()) ? this.#arrow() : undefined);
    for (;;) {
      const token = this.#tokens[this.#next];
      if (token?.kind === '(') {
        const group = this.#group(depth + 1);
        if (!group.ok) return group;
        last = reached(group.value, how);
        if (this.#tokens[this.#next]?.kind === 'arrow') return this.#afterGroup(links, last);
        break;
      }
      if (token?.kind !== 'name') return this.#missingName();
      links.push(token);
      this.#next++;
      const marks = this.#marks();
      const remark = this.#isDrawn ? undefined : this.#readRemark();
      drawn.push({ ...(how && { how }), ...(marks.length > 0 && { marks }), ...(remark !== undefined && { remark }) });
      const share = this.#isDrawn ? undefined : this.#share(links);
      if (share) return share;
      if (this.#tokens[this.#next]?.kind === '(') {
        return this.#wrong(this.#tokens[this.#next] as Token, 'an arrow is missing before this parenthesis', 'write: a -> (b, c)');
      }
      const arrow = this.#arrow();
      if (arrow === undefined) break;
      how = this.#howOf(arrow);
    }
    return parsed(
      links.reduceRight<PathCalls | null>((calls, { text, start, end }, i) => [{ name: text, start, end, calls, ...drawn[i] }], last) ?? [],
    );
  }

  #arrow(): Token | undefined {
    const token = this.#tokens[this.#next];
    if (token?.kind !== 'arrow') return undefined;
    this.#next++;
    return token;
  }

  #howOf(arrow: Token | undefined): PathCall['how'] {
    if (arrow === undefined) return undefined;
    return IS_LATER.test(arrow.text) ? 'later' : this.#isDrawn && MISS.test(arrow.text) ? 'miss' : undefined;
  }

  #isAtLater(): boolean {
    return IS_LATER.test(this.#tokens[this.#next]?.text ?? '');
  }

  #marks(): readonly string[] {
    const marks: string[] = [];
    for (let token = this.#tokens[this.#next]; token?.kind === 'mark'; token = this.#tokens[this.#next]) {
      marks.push(token.text);
      this.#next++;
    }
    return marks;
  }

  /** The remark that follows a name, if one does: words between parentheses, with what stands before them. */
  #readRemark(): string | undefined {
    const open = this.#tokens[this.#next];
    const text = open?.kind === '(' ? REMARK.exec(this.#text.slice(open.start))?.[0] : undefined;
    if (open === undefined || text === undefined) return undefined;
    this.#remark ??= { open, text };
    while (this.#tokens[this.#next]?.kind !== ')') this.#next++;
    this.#next++;
    return ` ${text}`;
  }

  #ofRemark({ open, text }: { readonly open: Token; readonly text: string }): Parsed<never> {
    return text.includes(' ')
      ? this.#wrong(open, `${text} is a remark, which is no part of a path`, 'leave it out')
      : this.#wrong(open, 'an arrow is missing before this parenthesis', 'write: a -> (b, c)');
  }

  /** `(b, c -> d)`. */
  #group(depth: number): Parsed<PathCalls> {
    const open = this.#tokens[this.#next++] as Token;
    if (depth > DEEPEST) return this.#wrong(open, `groups go at most ${DEEPEST} deep`, 'write the path as a list of calls');
    const calls: PathCall[] = [];
    for (;;) {
      const call = this.#chain(depth);
      if (!call.ok) return call;
      calls.push(...call.value);
      const token = this.#tokens[this.#next++];
      if (token?.kind === ')') return parsed(calls);
      if (token?.kind !== ',') {
        const help = 'close it with ")"; within braces or brackets a comma ends the value, unless it is in quotes';
        return this.#wrong(open, 'this parenthesis is not closed', help);
      }
    }
  }

  /** `cache -> 20% db`, `cache ?> db`, `cache (90%) -> db`, `cache (miss: db)`: what a cache answers, and what is called for the rest. */
  #share(links: readonly Token[]): Parsed<never> | undefined {
    const last = links.at(-1) as Token;
    const named = SHARE_OF.exec(last.text);
    const rest = this.#text.slice(last.end);
    const inside = /^\s*\(([^()]*(?:%|\bmiss\b)[^()]*)\)(.*)/s.exec(rest);
    if (!named && !inside && !/\?$/.test(last.text)) return undefined;
    const cache = named ? (links.at(-2)?.text ?? 'cache') : last.text.replace(/\?$/, '').trimEnd();
    const percent = Number(/([\d.]+)\s*%/.exec(named?.[0] ?? inside?.[1] ?? '')?.[1] ?? Number.NaN);
    const hit = Number.isNaN(percent) ? '' : `hit: ${named ? Math.round((100 - percent) * 1e6) / 1e6 : percent}%, `;
    const inner = inside?.[1] ?? '';
    const behind = named?.[1] ?? (/miss:?\s*([\w-]+)/.exec(inner)?.[1] || /[\w-]+/.exec((inside?.[2] ?? rest).replace(/^[^\w]*/, ''))?.[0]);
    return slip('spec/path', last.start, last.end, `"${last.text}": a share of calls is no part of a path in words`, {
      help: `write the one that answers the rest as a map: ${cache}: { ${hit}miss: [${behind ?? 'db'}] }`,
    });
  }

  #missingName(): Parsed<never> {
    const end = this.#text.trimEnd().length;
    const start = this.#text.length - this.#text.trimStart().length;
    return slip('spec/path', start, end, `a name is missing in "${this.#text.trim()}"`, { help: 'write: a -> b -> c' });
  }

  /** `a -> (b, c) -> d`. */
  #afterGroup(links: readonly Token[], group: PathCalls): Parsed<never> {
    const arrow = this.#tokens[this.#next] as Token;
    const isLater = IS_LATER.test(arrow.text);
    const rest = this.#text.slice(arrow.end).trim();
    const [first, last] = [links[0], links.at(-1)];
    const head = first && last ? this.#text.slice(first.start, last.end) : '';
    const caller = last?.text ?? 'its caller';
    const names = group.map(({ name, remark = '' }) => name + remark);
    const each = names.map((name) => `${name} ${isLater ? '~>' : '->'} ${rest}`).join(', ');
    // In a list no arrow stands before a name: what nobody waits for states so itself, and what it calls with it.
    const after = isLater && !/[(),]/.test(rest) ? laterAlone(`~> ${rest}`) : rest;
    const inTurn = calling(linksOf(head), `parallel: [${names.join(', ')}], ${after}`);
    return slip(
      'spec/path',
      0,
      this.#text.trimEnd().length,
      `"${this.#text.trim()}" has two readings: each of ${names.join(', ')} calls ${rest}, or ${caller} calls ${rest} once, after them`,
      { help: `write ${head === '' ? '' : `${head} -> `}(${each}), or [${inTurn}]`, isAmbiguous: true },
    );
  }

  /** `a -> b, c`. */
  #commas(): Parsed<never> {
    const text = this.#text.trim();
    const listed = /^(.*)->\s*\[([^[\]]*)\]$/s.exec(text);
    if (listed !== null) {
      const [, head = '', inner = ''] = listed;
      const together = `${head.trim()} -> (${inner})`;
      const inTurn = `[${calling(linksOf(head), inner)}]`;
      return slip('spec/path', 0, this.#text.trimEnd().length, `"${text}" has two readings: ${together}, at once, or ${inTurn}, in turn`, {
        help: `write ${together}, at once, or ${inTurn}, in turn`,
        isAmbiguous: true,
      });
    }
    const parts = text.split(',').map((part) => part.trim());
    const [first = '', ...others] = parts;
    const branched = branchesOf(first, others);
    if (branched !== undefined) {
      const [together, inTurn] = branched;
      return slip('spec/path', 0, this.#text.trimEnd().length, `"${text}" has two readings: ${together}, at once, or ${inTurn}, in turn`, {
        help: `write ${together}, at once, or ${inTurn}, in turn`,
        isAmbiguous: true,
      });
    }
    const arrow = first.lastIndexOf('->');
    const head = arrow < 0 ? '' : `${first.slice(0, arrow + 2)} `;
    const group = `${head}(${[arrow < 0 ? first : first.slice(arrow + 2).trim(), ...others].join(', ')})`;
    return slip(
      'spec/path',
      0,
      this.#text.trimEnd().length,
      `"${text}" has two readings: ${group}, at once, or [${parts.join(', ')}], one after the other`,
      {
        help: `write ${group} or [${parts.join(', ')}]`,
        isAmbiguous: true,
      },
    );
  }

  #wrong({ start, end }: Token, message: string, help: string): Parsed<never> {
    return slip('spec/path', start, end, message, { help });
  }
}

/** The names of a chain, each with whether nobody waits for it. */
function linksOf(chain: string): readonly { readonly name: string; readonly isLater: boolean }[] {
  const parts = chain.split(new RegExp(`(${LATER.source}|${ARROW.source})`));
  const names = parts.filter((_, i) => i % 2 === 0).map((name) => name.trim());
  return names.map((name, i) => ({ name, isLater: IS_LATER.test(parts[2 * i - 1] ?? '') })).filter(({ name }) => name !== '');
}

/** A chain with each call as a map, the last of which calls what `inner` states. */
const calling = (links: ReturnType<typeof linksOf>, inner: string): string =>
  links.reduceRight((rest, { name, isLater }) => `${name}: { ${isLater ? 'async: true, ' : ''}calls: [${rest}] }`, inner);

/** `a -> b -> c, b ~> d`: b calls c and d, at once or in turn; undefined where the later ones begin elsewhere. */
function branchesOf(first: string, others: readonly string[]): readonly [together: string, inTurn: string] | undefined {
  const links = linksOf(first);
  const branches = others.map(linksOf);
  const [from] = branches.map((branch) => branch[0]?.name);
  const at = links.findIndex(({ name }) => name === from);
  if (from === undefined || at < 0 || at === links.length - 1 || branches.some((one) => one[0]?.name !== from || one.length < 2))
    return undefined;
  const texts = [links, ...branches].map((branch, i) => chainOf(branch.slice(i === 0 ? at + 1 : 1)));
  const head = links.slice(0, at + 1);
  const inTurn = texts.map((text) => (text.startsWith('~> ') ? laterAlone(text) : text));
  return [`${chainOf(head)} -> (${texts.join(', ')})`, `[${calling(head, inTurn.join(', '))}]`];
}

/** A chain in words; one that begins with what nobody waits for begins with its arrow. */
const chainOf = (links: ReturnType<typeof linksOf>): string =>
  links.map(({ name, isLater }, i) => `${isLater ? `${i > 0 ? ' ' : ''}~> ` : i > 0 ? ' -> ' : ''}${name}`).join('');

/** `~> q -> w` as an item of a list, where no arrow stands before it. */
function laterAlone(text: string): string {
  const [first, ...others] = linksOf(text.slice(2).trim());
  const rest = chainOf(others);
  return `${first?.name}: { async: true${others.length > 0 ? `, calls: [${rest}]` : ''} }`;
}

/** The calls of a group by the arrow before it, but for those that have one of their own. */
const reached = (group: PathCalls, how: PathCall['how']): PathCalls =>
  how === undefined ? group : group.map((call) => (call.how === undefined ? { ...call, how } : call));

function tokensOf(text: string, pattern: RegExp): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const name = (end: number): void => {
    const written = text.slice(at, end);
    const word = written.trim();
    const start = at + (written.length - written.trimStart().length);
    if (word !== '') tokens.push({ kind: 'name', text: word, start, end: start + word.length });
  };
  for (const { 0: sign, index } of text.matchAll(pattern)) {
    name(index);
    const isMark = sign.length > 1 && (sign.startsWith('[') || sign.startsWith('('));
    const kind = sign === '(' || sign === ')' || sign === ',' ? sign : isMark ? 'mark' : 'arrow';
    tokens.push({ kind, text: sign, start: index, end: index + sign.length });
    at = index + sign.length;
  }
  name(text.length);
  return tokens;
}
