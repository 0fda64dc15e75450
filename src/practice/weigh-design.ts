import { type Finding, partsOf } from '../core/index.js';
import { KINDS } from '../spec/index.js';
import type { Design, DesignPart } from './design.js';
import type { Evidence } from './evidence.js';
import type { Evaluated } from './review.js';
import type { Variant } from './variant.js';

/** Whether a line is a path of something that is no flow of the problem. */
function isOfNoFlow(line: string, flows: readonly string[]): boolean {
  const [, label] = /^\s*([\w -]+):.*(?:->|~>|\?>)/.exec(line) ?? [];
  const name = label?.trim().toLowerCase().replace(/\s+/g, '-');
  return name !== undefined && !flows.some((flow) => flow.toLowerCase() === name);
}

/** What a design earns: paths, building blocks, and what the rules of a review find in it. */
export function weighDesign({ problem, given }: Variant, design: Design, lines: readonly string[], review: Evaluated): readonly Evidence[] {
  const found: Evidence[] = [];
  const add = (one: Evidence): void => {
    found.push(one);
  };
  const quoteOf = (name: string): string | null => lines.find((line) => line.toLowerCase().includes(name.toLowerCase())) ?? null;
  const elsewhere = lines.find((line) => isOfNoFlow(line, [...given.flows.keys()]));
  for (const flow of given.flows.keys()) {
    const isDrawn = hasPath(design, review, flow);
    add({
      criterion: 'design',
      points: isDrawn ? 2 : 0,
      of: 2,
      quote: isDrawn ? quoteOf(flow) : (elsewhere ?? null),
      reason: isDrawn
        ? `"${flow}" has a path`
        : `nothing serves "${flow}"${elsewhere === undefined ? '' : '; this path begins with none of the flows'}`,
    });
  }
  for (const block of problem.blocks) {
    const part = hasBlock(partsIn(design, review), block);
    add({
      criterion: 'design',
      points: part ? 1 : 0,
      of: 1,
      quote: part ? quoteOf(part) : null,
      reason: part ? block.name : `missing: ${block.name}; ${block.why}`,
    });
  }
  if (![...given.flows.keys()].some((flow) => hasPath(design, review, flow))) {
    add({ criterion: 'reliability', points: 0, of: 3, quote: null, reason: 'there is no design to review' });
    return found;
  }
  const bad = review.findings.filter(({ severity }) => severity !== 'info');
  if (bad.length === 0) add({ criterion: 'reliability', points: 3, of: 3, quote: null, reason: 'the review finds nothing wrong' });
  for (const finding of bad.slice(0, 6))
    add({
      criterion: /^(?:simplicity|cost|data|api)\//.test(finding.rule) ? 'trade-offs' : 'reliability',
      points: 0,
      of: 1,
      quote: quoteOf(partIn(finding, design) ?? ' '),
      reason: finding.message,
    });
  return found;
}

/** The first part of a design that a finding is about. */
function partIn(finding: Finding, { parts }: Design): string | undefined {
  const names = finding.judges ? (finding.names ?? []) : [finding.slots?.undefined, partsOf(finding.path ?? '').name];
  return [...parts.keys()].find((name) => names.includes(name));
}

/** What a design consists of, as its spec has it: what was edited there counts as if it were drawn. */
export function partsIn(design: Design, { spec }: Evaluated): readonly Pick<DesignPart, 'name' | 'kind'>[] {
  const drawn = [...design.parts.values()];
  if (spec === null) return drawn;
  return [
    ...drawn.filter(({ kind }) => KINDS[kind].isOfActors),
    ...[...spec.components.values()].map(({ name, kind }) => ({ name, kind })),
  ];
}

/** Whether anything serves a flow. */
export const hasPath = (design: Design, { spec }: Evaluated, flow: string): boolean =>
  (spec === null ? (design.flows.get(flow)?.length ?? 0) : (spec.flows.get(flow)?.calls.length ?? 0)) > 0;

/** The part that is a building block: by kind, or by name. */
export function hasBlock(
  parts: readonly Pick<DesignPart, 'name' | 'kind'>[],
  { kinds, words = [] }: Variant['problem']['blocks'][number],
): string | undefined {
  return (
    parts.find(({ name }) => words.some((word) => name.toLowerCase().includes(word))) ??
    (words.length > 0 && kinds.length === 0 ? undefined : parts.find(({ kind }) => kinds.includes(kind)))
  )?.name;
}
