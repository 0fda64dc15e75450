import type { FactResult, SpreadResult } from '../core/index.js';
import { addressOf, type FactNode, type Sampler } from '../facts/index.js';
import { printExpr } from '../quantity/index.js';

/** A fact as reporters take it. Its spread is sampled, and its texts are written, when they are first read: few formats print them all. */
export function factResult(node: FactNode, sampler: Sampler): FactResult {
  const { origin, formula } = node;
  const leaf = 'leaf' in origin ? origin.leaf : undefined;
  let spread: SpreadResult | null | undefined;
  return {
    id: node.id,
    get label() {
      return labelOf(node.id);
    },
    unit: node.unit,
    value: node.word ?? (node.state === 'known' ? node.value : null),
    state: node.state,
    missing: node.missing,
    get spread() {
      if (spread === undefined) spread = sampler.spread(node);
      return spread;
    },
    get formula() {
      return formula ? printExpr(formula) : null;
    },
    get inputs() {
      return node.inputs.map((input) => input.id);
    },
    origin: origin.kind,
    at: leaf?.at ?? null,
    text: leaf?.text ?? null,
    source:
      origin.kind === 'convention' ? origin.source : origin.kind === 'catalogue' ? `${origin.entry.meaning}; ${origin.entry.source}` : null,
  };
}

/** What a fact is, in words: `redirect: requests that the actors of the flow start, at peak`. */
export function labelOf(id: string): string {
  const address = addressOf(id);
  if (!address) return id.startsWith('stated.') ? `${id.slice('stated.'.length)}, as stated` : id.replace(/^(conventions|defaults)\./, '');
  const year = address.year === null ? '' : `, year ${address.year}`;
  const { names, kind } = address;
  return `${names.length > 0 ? `${names.join(' ')}: ` : ''}${kind.meaning}${year}`;
}
