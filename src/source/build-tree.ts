import {
  type Alias,
  isAlias,
  isMap,
  isPair,
  isScalar,
  type Pair,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
  type Node as YamlNode,
} from 'yaml';
import { type Finding, type Range, suggest } from '../core/index.js';
import { MAX_DEPTH, MAX_EXPANSION, MAX_FINDINGS, shown, tooDeep } from './bounds.js';
import { CutReader, cutValue } from './cuts.js';
import { isForeign } from './foreign-text.js';
import { findingOf, missingSpace } from './mistake.js';
import { rangeIn, type Slice } from './slice.js';
import { numberTrap } from './traps.js';
import type { ListNode, MapEntry, MapNode, Node, ScalarNode } from './tree.js';
import { beginsWithTypographicQuote, unwrapped } from './typography.js';

interface Anchored {
  readonly node: Node;
  /** Nodes in it, itself included, as a reader without anchors would see them. */
  readonly size: number;
  readonly height: number;
}

class Stop extends Error {}

/** `each:{ disk`: no name has a colon in it. */
const GLUED = /^([A-Za-z][\w.-]*):(?!\/\/)\S/;

/** Turns the library's syntax tree into ours in one pass: aliases and merge keys followed, within bounds. */
export class TreeBuilder {
  readonly findings: Finding[] = [];
  readonly warnings: Finding[] = [];
  private readonly anchors = new Map<string, Anchored | 'open'>();
  private size = 0;
  private expanded = 0;
  /** Height of the node built last. */
  private height = 0;

  constructor(private readonly slice: Slice) {}

  /** The root as a tree; undefined with findings when a bound was exceeded. Other findings leave the tree usable. */
  build(root: YamlNode): Node | undefined {
    try {
      return this.node(root, 1);
    } catch (error) {
      if (error instanceof Stop) return undefined;
      throw error;
    }
  }

  private node(yaml: YamlNode, depth: number): Node {
    if (isAlias(yaml)) return this.alias(yaml, depth);
    if (depth > MAX_DEPTH) throw this.stop(tooDeep(this.rangeOf(yaml)));
    this.checkTag(yaml);
    const { anchor } = yaml;
    const before = this.size;
    if (anchor) this.anchors.set(anchor, 'open');
    this.size++;
    this.height = 1;
    const node = isScalar(yaml)
      ? this.scalar(yaml)
      : isMap(yaml)
        ? this.map(yaml as YAMLMap<YamlNode, YamlNode | null>, depth)
        : this.list(yaml as YAMLSeq, depth);
    if (anchor) this.anchors.set(anchor, { node, size: this.size - before, height: this.height });
    return node;
  }

  private scalar(yaml: Scalar): ScalarNode {
    const at = this.rangeOf(yaml);
    const { value } = yaml;
    const raw = yaml.range ? this.slice.text.slice(yaml.range[0], Math.max(yaml.range[0], this.endOf(yaml))) : '';
    const plain =
      typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value === null ? value : String(value);
    const node: ScalarNode = { type: 'scalar', at, value: plain, raw, quoted: yaml.type !== 'PLAIN' };
    if (typeof value === 'number' && raw.length > 1) this.checkNumber(node);
    return node;
  }

  /** Numbers that YAML reads, but hardly as they were meant. */
  private checkNumber(node: ScalarNode): void {
    const trap = numberTrap(node);
    if (trap) this.report({ ...trap, at: node.at });
  }

  private list(yaml: YAMLSeq, depth: number): ListNode {
    const items: Node[] = [];
    let height = 0;
    if (yaml.flow) this.checkCuts(yaml.items as YamlNode[]);
    for (const item of yaml.items) {
      // `[a: 1]` holds a pair, which stands for a map of one entry; the library makes it a map before we see it.
      items.push(this.node(item as YamlNode, depth + 1));
      height = Math.max(height, this.height);
    }
    this.height = height + 1;
    return { type: 'list', at: this.rangeOf(yaml), items };
  }

  private map(yaml: YAMLMap<YamlNode, YamlNode | null>, depth: number): MapNode {
    const entries = new Map<string, MapEntry>();
    const merged = new Set<string>();
    let height = 0;
    const tails = yaml.flow ? this.checkFlowMap(yaml.items) : undefined;
    for (const pair of yaml.items) {
      const { key } = pair;
      if (tails?.has(pair)) continue;
      if (isScalar(key) && key.value === '<<' && key.type === 'PLAIN') {
        if (pair.value) this.merge(pair.value, entries, merged, depth);
      } else {
        const entry = this.entry(pair, depth);
        if (entry) this.own(entry, entries, merged);
      }
      height = Math.max(height, this.height);
    }
    this.height = height + 1;
    return { type: 'map', at: this.rangeOf(yaml), entries };
  }

  /** What a map in braces swallows: `{ rate:5 }` is a key, and so is the `b)` of `{ rate: = ceil(a, b) }`. Gives the pairs already reported. */
  private checkFlowMap(pairs: readonly Pair<YamlNode, YamlNode | null>[]): ReadonlySet<unknown> | undefined {
    if (!pairs.some((pair) => pair.value === null)) return undefined;
    const values = pairs.map((pair) => pair.value ?? pair.key);
    const tails = new Set<unknown>(this.checkCuts(values, (index) => pairs[index]?.value === null).map((index) => pairs[index]));
    for (const { key, value } of pairs) {
      if (value !== null || !isScalar(key) || key.type !== 'PLAIN' || !key.range) continue;
      const text = this.slice.text.slice(key.range[0], key.range[1]);
      const glued = /^([A-Za-z][\w.-]*):\S/.exec(text);
      if (glued) this.report(findingOf(this.slice, missingSpace(glued[1] ?? '', text, key.range[0])));
    }
    return tails;
  }

  /** Expressions, numbers and texts cut at a comma: positions of the pieces that follow each. */
  private checkCuts(nodes: readonly YamlNode[], mayFollow?: (index: number) => boolean): readonly number[] {
    const tails: number[] = [];
    for (let i = 0; i < nodes.length; i++) {
      const first = nodes[i];
      if (!isScalar(first) || first.type !== 'PLAIN' || !first.range) continue;
      const [start] = first.range;
      let end = first.range[1];
      const value = new CutReader(this.slice.text.slice(start, end));
      let last = i;
      for (let next = nodes[last + 1]; isScalar(next) && next.range && mayFollow?.(last + 1) !== false; next = nodes[last + 1]) {
        if (!value.goesOn(this.slice.text.slice(end, next.range[0]), next.source ?? '', !mayFollow)) break;
        value.add(this.slice.text.slice(end, next.range[1]));
        end = next.range[1];
        tails.push(++last);
      }
      if (last > i) this.report(findingOf(this.slice, cutValue(this.slice.text.slice(start, end), start)));
      i = last;
    }
    return tails;
  }

  private own(entry: MapEntry, entries: Map<string, MapEntry>, merged: Set<string>): void {
    const first = entries.get(entry.key);
    if (!first || merged.delete(entry.key)) {
      entries.set(entry.key, entry);
      return;
    }
    this.report({
      rule: 'yaml/duplicate-key',
      severity: 'error',
      message: `the key "${shown(entry.key)}" appears twice in this map`,
      at: entry.keyAt,
      help: 'keep one of the two, or rename one',
      related: [{ message: 'first here', at: first.keyAt }],
    });
  }

  private entry(pair: Pair<YamlNode, YamlNode | null>, depth: number): MapEntry | undefined {
    let key: Node | undefined;
    if (isAlias(pair.key)) key = this.alias(pair.key, depth);
    else if (isScalar(pair.key)) key = this.scalar(pair.key);
    if (key?.type !== 'scalar' || key.value === null) {
      this.report({
        rule: 'yaml/key',
        severity: 'error',
        message:
          key === undefined || key.type !== 'scalar'
            ? 'a key must be a single word, not a list or a map'
            : 'a key is missing before the colon',
        at: this.rangeOf(pair.key),
        help: 'write `name: value`',
      });
      return undefined;
    }
    // A key is a name: `1.10` stays "1.10", `on` stays "on".
    const name = typeof key.value === 'string' ? key.value : key.raw;
    const keyAt = isAlias(pair.key) ? this.rangeOf(pair.key) : key.at;
    if (isScalar(pair.key) && pair.key.type === 'PLAIN' && (isForeign(name) || beginsWithTypographicQuote(name))) {
      this.report(foreignKey(name, keyAt));
      return undefined;
    }
    if (name === '__proto__') {
      this.report({ rule: 'yaml/key', severity: 'error', message: '"__proto__" cannot be a key', at: keyAt, help: 'use another name' });
      return undefined;
    }
    // Where nothing follows, a map in braces was checked as a whole.
    const glued = isScalar(pair.key) && pair.key.type === 'PLAIN' && pair.value !== null ? GLUED.exec(name) : null;
    if (glued) {
      const { text } = this.slice;
      const start = pair.key.range?.[0] ?? 0;
      const written = /^[^\r\n]*/.exec(text.slice(start, pair.value ? this.endOf(pair.value) : start))?.[0].trimEnd() ?? name;
      this.report(findingOf(this.slice, missingSpace(glued[1] ?? '', written, start)));
      return undefined;
    }
    this.height = 1;
    return { key: name, keyAt, value: pair.value ? this.node(pair.value, depth + 1) : this.nothingAfter(keyAt) };
  }

  /** The value of a key that stands alone in a flow map: `{ a, b }`. */
  private nothingAfter(keyAt: Range): ScalarNode {
    this.size++;
    return { type: 'scalar', at: { source: keyAt.source, start: keyAt.end, end: keyAt.end }, value: null, raw: '', quoted: false };
  }

  private alias(yaml: Alias, depth: number): Node {
    const at = this.rangeOf(yaml);
    const known = this.anchors.get(yaml.source);
    if (known === undefined) {
      const near = suggest(yaml.source, this.anchors.keys());
      throw this.stop({
        rule: 'yaml/unknown-anchor',
        severity: 'error',
        message: `no anchor "&${shown(yaml.source)}" stands above this "*${shown(yaml.source)}"`,
        at,
        help:
          near === undefined
            ? 'mark the value to repeat with `&name` first; for text that begins with `*`, use quotes'
            : `did you mean "*${near}"?`,
        ...(near === undefined ? {} : { suggestion: `*${near}` }),
      });
    }
    if (known === 'open') {
      throw this.stop({
        rule: 'yaml/circular-alias',
        severity: 'error',
        message: `"*${shown(yaml.source)}" stands inside the value that it repeats`,
        at,
        help: 'a value cannot contain itself: write this part out',
      });
    }
    if (depth + known.height - 1 > MAX_DEPTH) throw this.stop(tooDeep(at));
    this.grow(known.size, at);
    this.height = known.height;
    return known.node;
  }

  /** `<<: *a` or `<<: [*a, *b]`: an own key beats a merged one, an earlier merged one a later one. */
  private merge(value: YamlNode, into: Map<string, MapEntry>, merged: Set<string>, depth: number): void {
    const node = this.node(value, depth);
    const maps = node.type === 'list' ? node.items : [node];
    for (const map of maps) {
      if (map.type !== 'map') {
        throw this.stop({
          rule: 'yaml/merge',
          severity: 'error',
          message: '`<<` merges maps, and this is none',
          at: this.rangeOf(value),
          help: 'write `<<: *name`, where `&name` marks a map',
        });
      }
      this.grow(map.entries.size, this.rangeOf(value));
      for (const [key, entry] of map.entries) {
        if (into.has(key)) continue;
        into.set(key, entry);
        merged.add(key);
      }
    }
  }

  private grow(by: number, at: Range): void {
    this.size += by;
    this.expanded += by;
    if (this.expanded <= MAX_EXPANSION) return;
    throw this.stop({
      rule: 'yaml/alias-bomb',
      severity: 'error',
      message: `aliases repeat more than ${MAX_EXPANSION.toLocaleString('en-US')} values`,
      at,
      help: 'repeat less: aliases of aliases multiply',
    });
  }

  private checkTag(yaml: Exclude<YamlNode, Alias>): void {
    const { tag } = yaml;
    if (tag === undefined || KNOWN_TAGS.has(tag)) return;
    const value = this.rangeOf(yaml);
    const written =
      /![^\s,[\]{}]*\s*(?:&\S+\s+)?$/.exec(this.slice.text.slice(Math.max(0, (yaml.range?.[0] ?? 0) - 200), yaml.range?.[0] ?? 0))?.[0] ??
      '';
    const start = (yaml.range?.[0] ?? 0) - written.length;
    const name = written.trim().split(/\s/)[0] ?? '';
    this.report({
      rule: 'yaml/tag',
      severity: 'error',
      message: `the YAML tag ${name ? `"${shown(name)}"` : 'here'} has no meaning in a spec`,
      at: name ? rangeIn(this.slice, start, start + name.length) : value,
      help: 'leave the tag out',
    });
  }

  private report(finding: Finding): void {
    const list = finding.severity === 'error' ? this.findings : this.warnings;
    if (list.length < MAX_FINDINGS) list.push(finding);
  }

  private stop(finding: Finding): Stop {
    // What was found before stays: this one states why nothing follows.
    this.findings.push(finding);
    return new Stop();
  }

  private rangeOf(yaml: YamlNode): Range {
    const [start] = yaml.range ?? [0];
    return rangeIn(this.slice, start, Math.max(start, this.endOf(yaml)));
  }

  /** Where the text of a value ends; the library counts comments and blank lines that follow a block. */
  private endOf(yaml: YamlNode): number {
    const [start, end] = yaml.range ?? [0, 0];
    if (isScalar(yaml)) return yaml.type === 'BLOCK_LITERAL' || yaml.type === 'BLOCK_FOLDED' ? endOfText(this.slice.text, start, end) : end;
    if (isAlias(yaml)) return end;
    const last = yaml.items.at(-1);
    if (yaml.flow || last === undefined) return endOfText(this.slice.text, start, end);
    if (!isPair(last)) return this.endOf(last as YamlNode);
    const { key, value } = last as Pair<YamlNode, YamlNode | null>;
    return value?.range && value.range[1] > value.range[0] ? this.endOf(value) : this.endOf(key);
  }
}

/** A key that begins like no name: of a line that another tool left there, the whole text is looked at once more. */
function foreignKey(name: string, at: Range): Finding {
  const meant = unwrapped(name);
  return {
    rule: 'yaml/odd-character',
    severity: 'error',
    message: `no key begins with "${shown(name.slice(0, 1))}"`,
    at,
    help: 'a key is a plain word',
    ...(meant !== name && { suggestion: meant }),
  };
}

const KNOWN_TAGS = new Set(['str', 'int', 'float', 'bool', 'null', 'map', 'seq'].map((name) => `tag:yaml.org,2002:${name}`));

/** A block map ends, for the library, where the next thing begins; for a reader, where its text does. */
function endOfText(text: string, start: number, end: number): number {
  let last = Math.min(end, text.length);
  while (last > start) {
    const code = text.charCodeAt(last - 1);
    if (code !== 32 && code !== 10 && code !== 13 && code !== 9) break;
    last--;
  }
  return last;
}
