import { KINDS } from '../spec/index.js';
import { judgeClaims } from './claims.js';
import type { Conversation } from './conversation.js';
import { type Design, readDesign } from './design.js';
import { endpointOf } from './endpoints.js';
import { weighed } from './evidence.js';
import { kindByWord } from './names.js';
import { type Evaluated, reviewDesign } from './review.js';
import { DATA } from './rubric.js';
import { type Claims, specText } from './spec-text.js';
import type { Variant } from './variant.js';
import { hasBlock, hasPath, partsIn, weighDesign } from './weigh-design.js';

/** A design as it was drawn, the spec that it became, and what a review finds in that. */
export interface DrawnDesign {
  readonly design: Design;
  readonly spec: string;
  readonly review: Evaluated;
}

const MOST_FINDINGS = 5;

/** The stages of the design and of its data: lines of arrows become a spec, which is reviewed, and may be edited. */
export async function designStage(talk: Conversation, variant: Variant, heading: readonly string[]): Promise<DrawnDesign> {
  const { given, problem } = variant;
  const lines = await drawnLines(talk, variant);
  await talk.begin('data');
  const stores = [...readDesign(lines, given).parts.values()].filter(({ kind }) => KINDS[kind].queried !== null);
  if (stores.length > 0)
    await talk.tell([
      `Stores: ${stores.map(({ name }) => name).join(', ')}. What each does in a partition: ${stores[0]?.name}: CP, or AP.`,
    ]);
  const data = await talk.lines('data', 'Which store, by which key, and why?', async (line) => {
    if (!ARROW.test(line)) return [];
    lines.push(line);
    return ['  A path: it is added to the design.', ...remarksOf(lines, given, lines.length - 1)];
  });
  const design = readDesign(lines, given);
  talk.add(...weighed('depth', DATA, data));
  const { claims, evidence } = await judgeClaims(variant, design, data);
  talk.add(...evidence);
  await talk.tell(evidence.filter(({ points }) => points === 0).map(({ reason }) => `  ${reason}`));
  const first = await specOf(variant, design, heading, claims);
  await talk.tell([
    '',
    'What it became:',
    ...first.spec
      .slice(first.spec.indexOf('\nflows:') + 1)
      .split('\n')
      .map((line) => `  ${line}`),
    ...wrongIn(first.review),
  ]);
  const { spec, review } = await edited(talk, variant, design, first);
  talk.add(...weighDesign(variant, design, lines, review));
  const missing = problem.blocks.filter((block) => !hasBlock(partsIn(design, review), block));
  await talk.tell(
    missing.map(({ name, why, instead }) => `  The model answer has ${name}${instead === undefined ? '' : ` (or ${instead})`}: ${why}.`),
  );
  return { design, spec, review };
}

const ARROW = /->|~>|\?>/;

const remarksOf = (lines: readonly string[], given: Variant['given'], from: number): readonly string[] =>
  readDesign(lines, given)
    .remarks.filter(({ line }) => line >= from)
    .map(({ text }) => `  ${text}`);

async function drawnLines(talk: Conversation, { given }: Variant): Promise<string[]> {
  await talk.begin('design');
  const flows = [...given.flows.keys()];
  await talk.tell([
    `Flows: ${flows.join(', ')}. Begin a line with one: it is where its path goes on.`,
    '  a -> b            a calls b           a -> (b, c)     both at once',
    '  cache ?> db       on a miss           a ~> queue      without waiting',
    '  x[3], x[n]        three, or enough    db(primary+2)   three copies',
    '  db[4](primary+2)  four shards with three copies each',
  ]);
  const lines: string[] = [];
  await talk.lines('design', `${flows[0]}:`, async (line) => {
    if (endpointOf(line.replace(/^[\w -]+:\s*/, ''))) return ['  That is an endpoint. A path names what is called: api -> db'];
    lines.push(line);
    const at = lines.length - 1;
    const unknown = readDesign(lines, given).unknown.filter((one) => one.line === at);
    for (const { name, near } of unknown) {
      const guess = near === null ? '' : ` Did you mean "${near}" (yes)?`;
      const kind = await talk.ask(
        `kinds.${name}`,
        `What is "${name}"?${guess} (database, cache, queue, worker, external ...; empty: service)`,
      );
      if (kind === null || kind === '') continue;
      if (near !== null && /^y(?:es)?$/i.test(kind)) lines[at] = (lines[at] ?? '').replaceAll(name, near);
      else if (kindByWord(kind) === undefined) await talk.tell([`  "${kind}" is no kind of part: it is taken to be a service.`]);
      else lines.push(`${name} = ${kind}`);
    }
    return remarksOf(lines, given, at);
  });
  return lines;
}

async function specOf(
  variant: Variant,
  design: Design,
  heading: readonly string[],
  claims: Claims,
): Promise<{ readonly spec: string; readonly review: Evaluated }> {
  const { problem } = variant;
  const spec = specText(variant, design, { heading: [`A practice round: ${problem.title}, seed ${variant.seed}.`, ...heading], claims });
  const review = await reviewDesign(spec, `${problem.id}.sysdesign.yaml`);
  // What cannot be resolved is reported, and leaves a spec without paths.
  if (review.spec !== null) return { spec, review };
  const empty = specText(variant, readDesign([], variant.given), {
    heading: review.findings.map(({ message }) => message.replace(/\s+/g, ' ')),
  });
  return { spec: empty, review: { ...(await reviewDesign(empty, `${problem.id}.sysdesign.yaml`)), findings: review.findings } };
}

/** The spec as the candidate changes it, as often as time allows; what cannot be read is reported, and the last that could counts. */
async function edited(
  talk: Conversation,
  { problem, given }: Variant,
  design: Design,
  first: { readonly spec: string; readonly review: Evaluated },
): Promise<{ readonly spec: string; readonly review: Evaluated }> {
  let last = first;
  let text = first.spec;
  for (;;) {
    const answer = await talk.ask('spec', 'Change the spec? (e: edit it; empty: go on)', { edits: text });
    if (answer === null || answer.trim() === '' || answer === text) return last;
    text = answer;
    const review = await reviewDesign(text, `${problem.id}.sysdesign.yaml`);
    if (review.spec !== null) last = { spec: text, review };
    const wrong = wrongIn(review);
    const isEmpty = ![...given.flows.keys()].some((flow) => hasPath(design, review, flow));
    const praise = isEmpty ? '  No flow has a path: there is nothing to review yet.' : '  The review finds nothing wrong.';
    await talk.tell(wrong.length === 0 ? [praise] : wrong);
  }
}

const wrongIn = ({ findings }: Evaluated): readonly string[] =>
  findings
    .filter(({ severity }) => severity !== 'info')
    .slice(0, MOST_FINDINGS)
    .map(({ message }) => `  ! ${message}`);
