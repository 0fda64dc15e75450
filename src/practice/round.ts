import { type Assumption, assumptionIn, factsAbout } from './assumption.js';
import { Conversation } from './conversation.js';
import { type DrawnDesign, designStage } from './design-stage.js';
import { endpointOf, reviewEndpoints } from './endpoints.js';
import { factText, judgeEstimate, readEstimate } from './estimate-answer.js';
import { weighed } from './evidence.js';
import type { ClarifyingFact, Estimate, RubricPoint } from './problem.js';
import type { Candidate, Estimated, Round, Settings } from './round-types.js';
import { FAILURE, OBSERVABILITY, WRAP_UP } from './rubric.js';
import { flowParts } from './spec-text.js';
import type { Length, StageId } from './stages.js';
import { RUNS_ALONE } from './typical.js';
import { type Variant, variantWith } from './variant.js';

export { clock } from './conversation.js';
export type * from './round-types.js';

const MOST_TRIES = 3;
const COUNT_OF: Readonly<Record<Length, number>> = { 15: 2, 30: 3, 45: 5, 60: 6 };

/** Plays a round from the first stage to the last. The same answers give the same round. */
export async function playRound(variant: Variant, settings: Settings, candidate: Candidate): Promise<Round> {
  return await new Interview(variant, settings, candidate).play();
}

class Interview {
  #variant: Variant;
  readonly #settings: Settings;
  readonly #talk: Conversation;
  readonly #estimates: Estimated[] = [];
  /** With the line that asked for it first. */
  readonly #asked = new Map<ClarifyingFact, string>();
  readonly #assumed = new Map<string, Assumption>();

  constructor(variant: Variant, settings: Settings, candidate: Candidate) {
    this.#variant = variant;
    this.#settings = settings;
    this.#talk = new Conversation(settings, candidate);
  }

  async play(): Promise<Round> {
    const { problem } = this.#variant;
    await this.#talk.begin('purpose');
    const purpose = await this.#talk.text('purpose', 'What is it for, in one sentence?');
    this.#talk.add(...weighed('requirements', [{ name: 'what it is for', words: problem.purposeWords }], purpose));
    const required: string[] = [];
    for (const [stage, prompt] of [
      ['functional', 'Who uses it, and what must it do? State it, or ask (end with ?)'],
      ['quality', 'How fast, how available, how fresh must it be?'],
      ['constraints', 'What limits you: law, money, time, what is there already?'],
    ] as const) {
      await this.#talk.begin(stage);
      required.push(...(await this.#talk.lines(stage, prompt, (line) => this.#clarify(line))));
    }
    await this.#estimate();
    await this.#talk.begin('entities');
    this.#talk.add(
      ...weighed('design', problem.entities, await this.#talk.lines('entities', 'Which things does it know, and by which key?')),
    );
    await this.#api();
    const heading = [...this.#assumed.values()].map(({ parameter, literal }) => `Assumed by the candidate: ${parameter} ${literal}.`);
    const drawn = await designStage(this.#talk, this.#variant, heading);
    await this.#depth();
    await this.#words('failure', 'What can fail, and what happens then?', 'reliability', FAILURE);
    await this.#words('observability', 'What do you measure, and what wakes somebody up?', 'reliability', OBSERVABILITY);
    await this.#optimize(drawn);
    await this.#verify(drawn);
    await this.#words('wrap-up', 'What did you trade for what, and what would you do next?', 'trade-offs', WRAP_UP);
    await this.#talk.begin('reflection');
    const reflection = await this.#talk.text('reflection', 'What went well, and what did you miss?');
    const neverAsked = problem.facts.filter((fact) => !this.#asked.has(fact));
    for (const fact of problem.facts) {
      const assumption = [...this.#assumed.values()].find((one) => one.fact === fact);
      const reason = assumption
        ? `assumed: ${assumption.literal}`
        : this.#asked.has(fact)
          ? `asked: ${this.#variant.say(fact.answer)}`
          : `never asked: ${this.#variant.say(fact.answer)} Without it, ${fact.matters}`;
      this.#talk.add({
        criterion: 'requirements',
        points: this.#asked.has(fact) ? 0.5 : 0,
        of: 0.5,
        quote: this.#asked.get(fact) ?? null,
        reason,
      });
    }
    this.#talk.add(
      ...weighed(
        'communication',
        [{ name: 'what is assumed is said to be assumed', words: ['assum', 'suppose', 'say ', 'about', 'roughly', 'i take'] }],
        // "What about groups?" assumes nothing.
        [...required, ...purpose, ...this.#estimates.map(({ typed }) => typed)].filter((line) => !line.trim().endsWith('?')),
      ),
    );
    this.#talk.weighTime();
    const assumed = [...this.#assumed.values()].map(({ parameter, literal }) => ({ parameter, literal }));
    return {
      variant: this.#variant,
      assumed,
      evidence: this.#talk.evidence,
      estimates: this.#estimates,
      neverAsked,
      spec: drawn.spec,
      review: drawn.review,
      reflection,
    };
  }

  async #clarify(line: string): Promise<readonly string[]> {
    const { problem, say } = this.#variant;
    const about = factsAbout(line, problem.facts);
    // What was shown already is shown again only where it is all that is asked for.
    const fresh = about.filter((fact) => !this.#asked.has(fact));
    const facts = fresh.length > 0 ? fresh : about;
    for (const fact of facts) if (!this.#asked.has(fact)) this.#asked.set(fact, line);
    const assumption = assumptionIn(line, about, problem);
    if (assumption)
      return [this.#assume(assumption), ...facts.filter((fact) => fact !== assumption.fact).map(({ answer }) => `  ${say(answer)}`)];
    if (facts.length > 0) return facts.map(({ answer }) => `  ${say(answer)}`);
    return line.endsWith('?') ? ['  That is for you to decide: state what you assume.'] : [];
  }

  /** From here on the round goes by what the candidate assumes: keys, texts and the spec. */
  #assume(assumption: Assumption): string {
    const { problem, values, seed, say } = this.#variant;
    const { fact, parameter, value, literal, isPlausible } = assumption;
    if (!isPlausible) return `  ${literal} is far from what such a system has. ${say(fact.answer)}`;
    this.#assumed.set(parameter, assumption);
    this.#variant = variantWith(problem, { ...values, [parameter]: value }, seed);
    return `  Noted: ${this.#variant.say(fact.answer)} The answers are worked out with that.`;
  }

  async #estimate(): Promise<void> {
    await this.#talk.begin('estimates');
    const { problem, say } = this.#variant;
    const numbers = problem.facts.filter((fact) => !this.#asked.has(fact) && (fact.about === 'numbers' || /\$[A-Za-z]/.test(fact.answer)));
    if (this.#talk.isGuided && numbers.length > 0)
      await this.#talk.tell(['You did not ask, and need:', ...numbers.map(({ answer }) => `  ${say(answer)}`)]);
    for (const estimate of problem.estimates.slice(0, COUNT_OF[this.#settings.length])) await this.#one(estimate, 'estimates', {});
  }

  async #one(estimate: Estimate, id: string, set: Readonly<Record<string, string>>): Promise<void> {
    const { say } = this.#variant;
    const key = await this.#variant.key(estimate, set);
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const text = await this.#talk.ask(`${id}.${estimate.id}`, say(estimate.question));
      if (text === null || text === '') break;
      const typed = readEstimate(text, estimate.measures, key.unit);
      if (!typed.ok) {
        await this.#talk.tell([`  ${typed.problem.message}`, ...(typed.problem.help === undefined ? [] : [`  ${typed.problem.help}`])]);
        continue;
      }
      const judged = judgeEstimate(typed.quantity, key, { measures: estimate.measures, factors: this.#factorsOf(estimate) });
      this.#estimates.push({ estimate, typed: text, key: factText(key), ratio: judged.ratio, text: judged.text, range: judged.range });
      this.#talk.add({
        criterion: 'estimation',
        points: 2 * judged.points,
        of: 2,
        quote: text,
        reason: `${judged.text} (${factText(key)})`,
      });
      await this.#talk.tell([
        `  ${judged.text}: it is ${factText(key)} (${estimate.how}). It decides ${estimate.decides}.`,
        ...judged.slips.slice(0, 1).map(({ check }) => `  Check: ${check}.`),
      ]);
      return;
    }
    this.#talk.add({ criterion: 'estimation', points: 0, of: 2, quote: null, reason: `skipped: ${estimate.question} (${factText(key)})` });
    await this.#talk.tell([`  Skipped: it is ${factText(key)} (${estimate.how}). It decides ${estimate.decides}.`]);
  }

  #factorsOf({ factors = [] }: Estimate) {
    const { values, problem } = this.#variant;
    return factors.flatMap(({ kind, of, name }) => {
      const isPercent = typeof of === 'string' && problem.parameters[of]?.unit === '%';
      const factor = typeof of === 'number' ? of : isPercent ? (values[of] ?? 0) / 100 : values[of];
      return factor === undefined ? [] : [{ kind, factor, ...(name !== undefined && { name }) }];
    });
  }

  async #api(): Promise<void> {
    await this.#talk.begin('api');
    const { operations } = this.#variant.problem;
    const example = 'for example POST /things -> 201';
    const lines = await this.#talk.lines('api', `An endpoint a line (${example})`, async (line) =>
      endpointOf(line) ? reviewEndpoints([line], []).remarks.map(({ text }) => `  ${text}`) : [`  that is no endpoint; ${example}`],
    );
    const { remarks, served } = reviewEndpoints(lines, operations);
    for (const operation of operations) {
      const line = served.get(operation);
      this.#talk.add({
        criterion: 'design',
        points: line === undefined ? 0 : 1,
        of: 1,
        quote: line ?? null,
        reason: line === undefined ? `nothing serves "${operation.name}"` : `serves "${operation.name}"`,
      });
    }
    const faults = remarks.filter(({ about }) => about !== 'missing');
    if (lines.length > 0)
      this.#talk.add(
        ...faults.slice(0, 3).map(({ line, text }) => ({ criterion: 'depth' as const, points: 0, of: 0.5, quote: line, reason: text })),
      );
    const missing = remarks.filter(({ about }) => about === 'missing');
    await this.#talk.tell([...missing, ...faults].map(({ text }) => `  ${text}`));
  }

  async #depth(): Promise<void> {
    await this.#talk.begin('depth');
    const { problem, say } = this.#variant;
    await this.#talk.tell([`Something changes: ${say(problem.twist.text)}`]);
    await this.#one(problem.twist.estimate, 'twist', problem.twist.set);
    const change = await this.#talk.lines('twist.design', 'What do you change?');
    this.#talk.add(...weighed('trade-offs', problem.twist.points, change));
    await this.#talk.tell([`  ${problem.twist.model}`]);
    for (const [i, dive] of problem.deepDives.slice(0, this.#settings.length <= 15 ? 1 : 2).entries()) {
      const lines = await this.#talk.lines(`depth.${i + 1}`, dive.question);
      this.#talk.add(...weighed('depth', dive.points, lines));
      await this.#talk.tell([`  ${dive.model}`]);
    }
  }

  async #words(stage: StageId, prompt: string, criterion: 'reliability' | 'trade-offs', points: readonly RubricPoint[]): Promise<void> {
    await this.#talk.begin(stage);
    const found = weighed(criterion, points, await this.#talk.lines(stage, prompt));
    this.#talk.add(...found);
    const lacking = found.filter(({ quote }) => quote === null).map(({ reason }) => `  ${reason}`);
    if (this.#talk.isGuided && lacking.length > 0) await this.#talk.tell(lacking);
  }

  async #optimize({ design, review }: DrawnDesign): Promise<void> {
    await this.#talk.begin('optimize');
    // Where as many run as it takes, nothing fills up.
    const fixed = [...design.parts.values()].filter(({ kind, instances, copies }) => {
      return typeof instances === 'number' || (instances === null && (copies !== null || RUNS_ALONE.has(kind)));
    });
    const used = fixed.map(({ name }) => ({
      name,
      use: review.fact(`components.${name}.utilization.peak`)?.value ?? -1,
    }));
    const tightest = used.reduce((most, one) => (one.use > most.use ? one : most), { name: '', use: -1 });
    const lines = await this.#talk.lines('optimize', 'What fills up first, and what would you do about it?');
    if (tightest.use < 0) return;
    const name = `${tightest.name} fills up first: ${Math.round(tightest.use * 100)}% of it is in use at peak`;
    const found = weighed('depth', [{ name, words: [tightest.name] }], lines);
    this.#talk.add(...found);
    if (found.some(({ quote }) => quote === null)) await this.#talk.tell([`  ${name}.`]);
  }

  async #verify({ design }: DrawnDesign): Promise<void> {
    await this.#talk.begin('verify');
    const flows = [...this.#variant.given.flows.keys()];
    const lines = await this.#talk.lines('verify', `Which parts serve what (${flows[0]}: api, db)?`);
    const missed: string[] = [];
    for (const flow of flows) {
      const parts = flowParts(design, flow);
      const quote = lines.find(
        (line) =>
          line.toLowerCase().startsWith(flow.toLowerCase()) && [...parts].some((part) => line.toLowerCase().includes(part.toLowerCase())),
      );
      if (quote === undefined) missed.push(flow);
      this.#talk.add({
        criterion: 'communication',
        points: quote === undefined ? 0 : 1,
        of: 1,
        quote: quote ?? null,
        reason: quote === undefined ? `not walked through: ${flow}` : `walks through ${flow}`,
      });
    }
    if (this.#talk.isGuided && missed.length > 0) await this.#talk.tell([`  not walked through: ${missed.join(', ')}`]);
  }
}
