import { type Assumption, assumptionIn, factsAbout } from './assumption.js';
import { type Design, readDesign } from './design.js';
import { endpointOf, reviewEndpoints } from './endpoints.js';
import { judgeEstimate, readEstimate, shown } from './estimate-answer.js';
import { type Evidence, weighed } from './evidence.js';
import type { ClarifyingFact, Estimate, Point } from './problem.js';
import { type Evaluated, reviewed } from './review.js';
import type { Candidate, Estimated, Round, Settings } from './round-types.js';
import { DATA, FAILURE, OBSERVABILITY, WRAP_UP } from './rubric.js';
import { type Claims, partsOf, specText } from './spec-text.js';
import { type Length, STAGES, type StageId, secondsOf } from './stages.js';
import { type Variant, variantWith } from './variant.js';
import { hasBlock, weighDesign } from './weigh-design.js';

export type * from './round-types.js';

const MOST_LINES = 60;
const MOST_TRIES = 3;
const COUNT_OF: Readonly<Record<Length, number>> = { 15: 2, 30: 3, 45: 5, 60: 6 };

/** Plays a round from the first stage to the last. The same answers give the same round. */
export async function playRound(variant: Variant, settings: Settings, candidate: Candidate): Promise<Round> {
  return await new Interview(variant, settings, candidate).play();
}

class Interview {
  #variant: Variant;
  readonly #settings: Settings;
  readonly #candidate: Candidate;
  readonly #evidence: Evidence[] = [];
  readonly #estimates: Estimated[] = [];
  readonly #asked = new Set<ClarifyingFact>();
  readonly #assumed = new Map<string, Assumption>();
  #stage: StageId = 'purpose';
  #used = 0;
  #late: StageId[] = [];
  readonly #answered = new Set<StageId>();

  constructor(variant: Variant, settings: Settings, candidate: Candidate) {
    this.#variant = variant;
    this.#settings = settings;
    this.#candidate = candidate;
  }

  async play(): Promise<Round> {
    const { problem } = this.#variant;
    await this.#begin('purpose');
    const purpose = await this.#text('purpose', 'What is it for, in one sentence?');
    this.#add(...weighed('requirements', [{ name: 'what it is for', words: problem.purposeWords }], purpose));
    const required: string[] = [];
    for (const [stage, prompt] of [
      ['functional', 'Who uses it, and what must it do? State it, or ask (end with ?)'],
      ['quality', 'How fast, how available, how fresh must it be?'],
      ['constraints', 'What limits you: law, money, time, what is there already?'],
    ] as const) {
      await this.#begin(stage);
      required.push(...(await this.#lines(stage, prompt, (line) => this.#clarify(line))));
    }
    await this.#estimate();
    await this.#begin('entities');
    this.#add(...weighed('design', problem.entities, await this.#lines('entities', 'Which things does it know, and by which key?')));
    await this.#api();
    const drawn = await this.#design();
    await this.#depth();
    await this.#words('failure', 'What can fail, and what happens then?', 'reliability', FAILURE);
    await this.#words('observability', 'What do you measure, and what wakes somebody up?', 'reliability', OBSERVABILITY);
    await this.#optimize(drawn);
    await this.#verify(drawn);
    await this.#words('wrap-up', 'What did you trade for what, and what would you do next?', 'trade-offs', WRAP_UP);
    await this.#begin('reflection');
    const reflection = await this.#text('reflection', 'What went well, and what did you miss?');
    const neverAsked = problem.facts.filter((fact) => !this.#asked.has(fact));
    for (const fact of problem.facts) {
      const assumption = [...this.#assumed.values()].find((one) => one.fact === fact);
      const reason = assumption
        ? `assumed: ${assumption.literal}`
        : this.#asked.has(fact)
          ? 'asked'
          : `never asked: ${this.#variant.say(fact.answer)} Without it, ${fact.matters}`;
      this.#add({ criterion: 'requirements', points: this.#asked.has(fact) ? 0.5 : 0, of: 0.5, quote: null, reason });
    }
    this.#add(
      ...weighed(
        'communication',
        [{ name: 'what is assumed is said to be assumed', words: ['assum', 'suppose', 'say ', 'about', 'roughly', 'i take'] }],
        [...required, ...purpose, ...this.#estimates.map(({ typed }) => typed)],
      ),
    );
    for (const { id, title } of STAGES) {
      const isLate = this.#late.includes(id);
      // To say nothing takes no time.
      if (secondsOf(id, this.#settings.length) === null || (!isLate && !this.#answered.has(id))) continue;
      this.#add({
        criterion: 'time',
        points: isLate ? 0 : 1,
        of: 1,
        quote: null,
        reason: isLate ? `${title}: the time was up` : `${title}: in time`,
      });
    }
    const assumed = [...this.#assumed.values()].map(({ parameter, literal }) => ({ parameter, literal }));
    return {
      variant: this.#variant,
      assumed,
      evidence: this.#evidence,
      estimates: this.#estimates,
      neverAsked,
      spec: drawn.spec,
      review: drawn.review,
      reflection,
    };
  }

  #add(...evidence: readonly Evidence[]): void {
    this.#evidence.push(...evidence);
  }

  get #isGuided(): boolean {
    return this.#settings.style === 'guided';
  }

  async #begin(stage: StageId): Promise<void> {
    this.#stage = stage;
    this.#used = 0;
    const { title = stage } = STAGES.find(({ id }) => id === stage) ?? {};
    const seconds = secondsOf(stage, this.#settings.length);
    await this.#candidate.tell(['', seconds === null ? title : `${title} (${clock(seconds)})`]);
  }

  /** Null where the time of the stage is up. */
  async #ask(id: string, prompt: string, isLine = false): Promise<string | null> {
    const seconds = secondsOf(this.#stage, this.#settings.length);
    if (seconds !== null && this.#used >= seconds) {
      if (!this.#late.includes(this.#stage)) {
        this.#late.push(this.#stage);
        await this.#candidate.tell(['Time is up for this: on to the next.']);
      }
      return null;
    }
    const answer = await this.#candidate.ask({
      id,
      stage: this.#stage,
      prompt,
      isLine,
      seconds,
      secondsLeft: seconds === null ? null : seconds - this.#used,
    });
    this.#used += Math.max(0, answer.seconds);
    if (answer.text.trim() !== '') this.#answered.add(this.#stage);
    return answer.text.slice(0, 2000).trim();
  }

  async #text(id: string, prompt: string): Promise<readonly string[]> {
    const answer = await this.#ask(id, prompt);
    return answer === null || answer === '' ? [] : [answer];
  }

  /** Lines until an empty one; each may be answered. */
  async #lines(
    id: string,
    prompt: string,
    react: (line: string) => Promise<readonly string[]> = async () => [],
  ): Promise<readonly string[]> {
    const lines: string[] = [];
    while (lines.length < MOST_LINES) {
      const line = await this.#ask(id, lines.length === 0 ? prompt : '...', true);
      if (line === null || line === '') break;
      lines.push(line);
      const said = await react(line);
      if (said.length > 0) await this.#candidate.tell(said);
    }
    return lines;
  }

  async #clarify(line: string): Promise<readonly string[]> {
    const { problem, say } = this.#variant;
    const facts = factsAbout(line, problem.facts);
    for (const fact of facts) this.#asked.add(fact);
    const assumption = assumptionIn(line, facts, problem);
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
    await this.#begin('estimates');
    const { problem, say } = this.#variant;
    const numbers = problem.facts.filter((fact) => !this.#asked.has(fact) && fact.about === 'numbers');
    if (this.#isGuided && numbers.length > 0)
      await this.#candidate.tell(['You did not ask, and need:', ...numbers.map(({ answer }) => `  ${say(answer)}`)]);
    for (const estimate of problem.estimates.slice(0, COUNT_OF[this.#settings.length])) await this.#one(estimate, 'estimates', {});
  }

  async #one(estimate: Estimate, id: string, set: Readonly<Record<string, string>>): Promise<void> {
    const { say } = this.#variant;
    const key = await this.#variant.key(estimate, set);
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const text = await this.#ask(`${id}.${estimate.id}`, say(estimate.question));
      if (text === null || text === '') break;
      const typed = readEstimate(text, estimate.measures, key.unit);
      if (!typed.ok) {
        await this.#candidate.tell([
          `  ${typed.problem.message}`,
          ...(typed.problem.help === undefined ? [] : [`  ${typed.problem.help}`]),
        ]);
        continue;
      }
      const judged = judgeEstimate(typed.quantity, key, { measures: estimate.measures, factors: this.#factorsOf(estimate) });
      this.#estimates.push({ estimate, typed: text, key: shown(key), ratio: judged.ratio, text: judged.text, range: judged.range });
      this.#add({ criterion: 'estimation', points: 2 * judged.points, of: 2, quote: text, reason: `${judged.text} (${shown(key)})` });
      await this.#candidate.tell([
        `  ${judged.text}: it is ${shown(key)} (${estimate.how}). It decides ${estimate.decides}.`,
        ...judged.slips.slice(0, 1).map(({ check }) => `  Check: ${check}.`),
      ]);
      return;
    }
    this.#add({ criterion: 'estimation', points: 0, of: 2, quote: null, reason: `skipped: ${estimate.question} (${shown(key)})` });
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
    await this.#begin('api');
    const { operations } = this.#variant.problem;
    const example = 'for example POST /things -> 201';
    const lines = await this.#lines('api', `An endpoint a line (${example})`, async (line) =>
      endpointOf(line) ? reviewEndpoints([line], []).remarks.map(({ text }) => `  ${text}`) : [`  that is no endpoint; ${example}`],
    );
    const { remarks, served } = reviewEndpoints(lines, operations);
    for (const operation of operations) {
      const line = served.get(operation);
      this.#add({
        criterion: 'design',
        points: line === undefined ? 0 : 1,
        of: 1,
        quote: line ?? null,
        reason: line === undefined ? `nothing serves "${operation.name}"` : `serves "${operation.name}"`,
      });
    }
    const faults = remarks.filter(({ about }) => about !== 'missing');
    if (lines.length > 0)
      this.#add(
        ...faults.slice(0, 3).map(({ line, text }) => ({ criterion: 'depth' as const, points: 0, of: 0.5, quote: line, reason: text })),
      );
    const missing = remarks.filter(({ about }) => about === 'missing');
    await this.#candidate.tell([...missing, ...faults].map(({ text }) => `  ${text}`));
  }

  async #design(): Promise<{ readonly design: Design; readonly spec: string; readonly review: Evaluated }> {
    await this.#begin('design');
    const { given, problem } = this.#variant;
    const flows = [...given.flows.keys()];
    await this.#candidate.tell([
      `Flows: ${flows.join(', ')}. a -> b calls, a -> (b, c) at once, a -> cache ?> db on a miss, a ~> q without waiting,`,
      'x[3] instances, db(primary+2) copies, db[4](primary+2) four shards of them, [n] as many as it takes. Begin a line with the flow: it is where its path goes on.',
    ]);
    const lines: string[] = [];
    await this.#lines('design', `${flows[0]}:`, async (line) => {
      lines.push(line);
      const { remarks, unknown } = readDesign(lines, given);
      const now = remarks.filter((remark) => remark.line === lines.length - 1);
      const said = now.map(({ text }) => `  ${text}`);
      for (const { name, near } of unknown.filter((one) => one.line === lines.length - 1)) {
        const kind = await this.#ask(
          `kinds.${name}`,
          `What is "${name}"?${near === null ? '' : ` Did you mean "${near}"?`} (service, database, cache, queue, worker, cdn, external; empty: service)`,
        );
        if (kind !== null && kind !== '') lines.push(near !== null && kind.toLowerCase() === 'yes' ? '' : `${name} = ${kind}`);
      }
      return said;
    });
    await this.#begin('data');
    const stores = [...readDesign(lines, given).parts.values()].filter(
      ({ kind }) => kind === 'database' || kind === 'search' || kind === 'warehouse',
    );
    const data = await this.#lines(
      'data',
      `Which store, by which key, and why? In a partition CP or AP (links: CP)?${stores.length === 0 ? '' : ` Stores: ${stores.map(({ name }) => name).join(', ')}`}`,
    );
    this.#add(...weighed('depth', DATA, data));
    const design = readDesign(lines, given);
    const claims: Record<string, Claims[string]> = {};
    for (const line of data)
      for (const { name } of stores) {
        const claim = new RegExp(`\\b${name}\\b.*\\b(CP|AP|CA)\\b`).exec(line)?.[1];
        if (claim === 'CP' || claim === 'AP' || claim === 'CA') claims[name] = claim;
      }
    const { spec, review } = await this.#reviewed(design, claims);
    this.#add(...weighDesign(this.#variant, design, lines, review));
    const found = review.findings.filter(({ severity }) => severity !== 'info').slice(0, 5);
    await this.#candidate.tell([
      '',
      'What it became:',
      ...spec
        .slice(spec.indexOf('\nflows:') + 1)
        .split('\n')
        .map((line) => `  ${line}`),
      ...found.map(({ message }) => `  ! ${message}`),
    ]);
    const missing = problem.blocks.filter((block) => !hasBlock(design, block));
    if (missing.length > 0)
      await this.#candidate.tell(
        missing.map(
          ({ name, why, instead }) => `  The model answer has ${name}${instead === undefined ? '' : ` (or ${instead})`}: ${why}.`,
        ),
      );
    return { design, spec, review };
  }

  async #reviewed(design: Design, claims: Claims): Promise<{ readonly spec: string; readonly review: Evaluated }> {
    const { problem, seed } = this.#variant;
    const spec = specText(this.#variant, design, {
      heading: [
        `A practice round: ${problem.title}, seed ${seed}.`,
        ...[...this.#assumed.values()].map(({ parameter, literal }) => `Assumed by the candidate: ${parameter} ${literal}.`),
      ],
      claims,
    });
    const review = await reviewed(spec, `${problem.id}.sysdesign.yaml`);
    // What cannot be resolved is told, and leaves a spec without paths.
    if (review.spec !== null) return { spec, review };
    const empty = specText(this.#variant, readDesign([], this.#variant.given), {
      heading: review.findings.map(({ message }) => message.replace(/\s+/g, ' ')),
    });
    return { spec: empty, review: { ...(await reviewed(empty, `${problem.id}.sysdesign.yaml`)), findings: review.findings } };
  }

  async #depth(): Promise<void> {
    await this.#begin('depth');
    const { problem, say } = this.#variant;
    await this.#candidate.tell([`Something changes: ${say(problem.twist.text)}`]);
    await this.#one(problem.twist.estimate, 'twist', problem.twist.set);
    const change = await this.#lines('twist.design', 'What do you change?');
    this.#add(...weighed('trade-offs', problem.twist.points, change));
    await this.#candidate.tell([`  ${problem.twist.model}`]);
    for (const [i, dive] of problem.deepDives.slice(0, this.#settings.length <= 15 ? 1 : 2).entries()) {
      const lines = await this.#lines(`depth.${i + 1}`, dive.question);
      this.#add(...weighed('depth', dive.points, lines));
      await this.#candidate.tell([`  ${dive.model}`]);
    }
  }

  async #words(stage: StageId, prompt: string, criterion: 'reliability' | 'trade-offs', points: readonly Point[]): Promise<void> {
    await this.#begin(stage);
    const found = weighed(criterion, points, await this.#lines(stage, prompt));
    this.#add(...found);
    const lacking = found.filter(({ quote }) => quote === null).map(({ reason }) => `  ${reason}`);
    if (this.#isGuided && lacking.length > 0) await this.#candidate.tell(lacking);
  }

  async #optimize({ design, review }: { readonly design: Design; readonly review: Evaluated }): Promise<void> {
    await this.#begin('optimize');
    const used = [...design.parts.keys()].map((name) => ({ name, use: review.fact(`components.${name}.utilization.peak`)?.value ?? -1 }));
    const tightest = used.reduce((most, one) => (one.use > most.use ? one : most), { name: '', use: -1 });
    const lines = await this.#lines('optimize', 'What fills up first, and what would you do about it?');
    if (tightest.use < 0) return;
    this.#add(
      ...weighed(
        'depth',
        [{ name: `${tightest.name} fills up first: ${Math.round(tightest.use * 100)}% of it is in use at peak`, words: [tightest.name] }],
        lines,
      ),
    );
  }

  async #verify({ design }: { readonly design: Design }): Promise<void> {
    await this.#begin('verify');
    const flows = [...this.#variant.given.flows.keys()];
    const lines = await this.#lines('verify', `Which parts serve what (${flows[0]}: api, db)?`);
    for (const flow of flows) {
      const parts = partsOf(design, flow);
      const quote = lines.find(
        (line) =>
          line.toLowerCase().startsWith(flow.toLowerCase()) && [...parts].some((part) => line.toLowerCase().includes(part.toLowerCase())),
      );
      this.#add({
        criterion: 'communication',
        points: quote === undefined ? 0 : 1,
        of: 1,
        quote: quote ?? null,
        reason: quote === undefined ? `not walked through: ${flow}` : `walks through ${flow}`,
      });
    }
  }
}

export const clock = (seconds: number): string =>
  `${Math.floor(Math.max(0, seconds) / 60)}:${String(Math.floor(Math.max(0, seconds)) % 60).padStart(2, '0')}`;
