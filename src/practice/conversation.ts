import type { Evidence } from './evidence.js';
import type { Candidate, Question, Settings } from './round-types.js';
import { STAGES, type StageId, secondsOf } from './stages.js';

const MOST_LINES = 60;
const LONGEST = 2000;

/** What is asked and answered in a round, stage by stage against the clock, and what it earns. */
export class Conversation {
  readonly evidence: Evidence[] = [];
  readonly #settings: Settings;
  readonly #candidate: Candidate;
  #stage: StageId = 'purpose';
  #used = 0;
  readonly #late: StageId[] = [];
  readonly #answered = new Set<StageId>();

  constructor(settings: Settings, candidate: Candidate) {
    this.#settings = settings;
    this.#candidate = candidate;
  }

  get isGuided(): boolean {
    return this.#settings.style === 'guided';
  }

  add(...evidence: readonly Evidence[]): void {
    this.evidence.push(...evidence);
  }

  async tell(lines: readonly string[]): Promise<void> {
    if (lines.length > 0) await this.#candidate.tell(lines);
  }

  async begin(stage: StageId): Promise<void> {
    this.#stage = stage;
    this.#used = 0;
    const { title = stage } = STAGES.find(({ id }) => id === stage) ?? {};
    const seconds = secondsOf(stage, this.#settings.length);
    await this.tell(['', seconds === null ? title : `${title} (${clock(seconds)})`]);
  }

  /** Null where the time of the stage is up. */
  async ask(id: string, prompt: string, more: Pick<Question, 'edits'> & { readonly isLine?: boolean } = {}): Promise<string | null> {
    const seconds = secondsOf(this.#stage, this.#settings.length);
    if (seconds !== null && this.#used >= seconds) {
      if (!this.#late.includes(this.#stage)) {
        this.#late.push(this.#stage);
        await this.tell(['Time is up for this: on to the next.']);
      }
      return null;
    }
    const { edits, isLine = false } = more;
    const answer = await this.#candidate.ask({
      id,
      stage: this.#stage,
      prompt,
      isLine,
      seconds,
      secondsLeft: seconds === null ? null : seconds - this.#used,
      ...(edits !== undefined && { edits }),
    });
    this.#used += Math.max(0, answer.seconds);
    if (answer.text.trim() !== '') this.#answered.add(this.#stage);
    return edits === undefined ? answer.text.slice(0, LONGEST).trim() : answer.text;
  }

  async text(id: string, prompt: string): Promise<readonly string[]> {
    const answer = await this.ask(id, prompt);
    return answer === null || answer === '' ? [] : [answer];
  }

  /** Lines until an empty one; each may be answered. */
  async lines(
    id: string,
    prompt: string,
    react: (line: string) => Promise<readonly string[]> = async () => [],
  ): Promise<readonly string[]> {
    const lines: string[] = [];
    while (lines.length < MOST_LINES) {
      const line = await this.ask(id, lines.length === 0 ? prompt : '...', { isLine: true });
      if (line === null || line === '') break;
      lines.push(line);
      await this.tell(await react(line));
    }
    return lines;
  }

  /** A point for each stage that was over in time. To say nothing takes no time, and earns none. */
  weighTime(): void {
    for (const { id, title } of STAGES) {
      const isLate = this.#late.includes(id);
      if (secondsOf(id, this.#settings.length) === null || (!isLate && !this.#answered.has(id))) continue;
      const reason = isLate ? `${title}: the time was up` : `${title}: in time`;
      this.add({ criterion: 'time', points: isLate ? 0 : 1, of: 1, quote: null, reason });
    }
  }
}

export const clock = (seconds: number): string =>
  `${Math.floor(Math.max(0, seconds) / 60)}:${String(Math.floor(Math.max(0, seconds)) % 60).padStart(2, '0')}`;
