import type { Finding, SourceFile } from '../../core/index.js';
import { NapkinMemory } from '../napkin/answer.js';
import type { NapkinResult } from '../napkin/result.js';
import { type CalcOptions, type CalcResult, Calculator, statementsOf } from './calculator.js';

/** What a statement comes to, in round numbers too where that was asked for. */
export interface CalcAnswer extends CalcResult {
  readonly napkin: NapkinResult | null;
}

/** What one statement came to: an answer, or what is wrong with it. */
export type StatementResult =
  | { readonly expression: string; readonly answer: CalcAnswer }
  | { readonly expression: string; readonly findings: readonly Finding[] };

export interface SessionOptions extends CalcOptions {
  readonly napkin?: boolean;
}

/** Statements one after the other, with the names that they give. */
export class Session {
  readonly calculator: Calculator;
  readonly #memory: NapkinMemory | undefined;

  constructor(options: SessionOptions = {}) {
    this.calculator = new Calculator(options);
    this.#memory = options.napkin === true ? new NapkinMemory(this.calculator.calendar) : undefined;
  }

  /** Of a text without any statement nothing. */
  async run(source: SourceFile): Promise<readonly StatementResult[]> {
    const results: StatementResult[] = [];
    for (const { text, start } of statementsOf(source.text)) {
      const outcome = await this.calculator.calculate(text, { source, start });
      const expression = text.trim();
      if (outcome.ok) results.push({ expression, answer: { ...outcome.value, napkin: this.#memory?.work(outcome.value) ?? null } });
      else results.push({ expression, findings: outcome.findings });
    }
    return results;
  }
}
