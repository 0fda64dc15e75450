import {
  exponentialTime,
  fixedTime,
  gammaTime,
  logNormalTime,
  own,
  type Plan,
  sampledTime,
  solve,
  type Time,
  uniformTime,
} from '../../../../src/math/index.js';
import { Dice } from '../../../properties/specs.js';

interface Path {
  readonly plan: Plan;
  readonly text: string;
}

const inDigits = (x: number): number => Number(x.toPrecision(3));

/**
 * Paths made at random, of times from a microsecond to ten seconds: in turn, together, caches, repeated, k of n, hedged, and given up: in their tails, or
 * anywhere from a share on.
 */
export class Paths {
  readonly #dice: Dice;
  readonly #givenUpFrom: number | undefined;

  constructor(seed: number, givenUpFrom?: number) {
    this.#dice = new Dice(seed);
    this.#givenUpFrom = givenUpFrom;
  }

  path(depth = 2 + this.#below(3)): Path {
    if (depth === 0) return this.#time();
    const kind = this.#dice.next();
    const several = (): readonly Path[] => Array.from({ length: 2 + this.#below(3) }, () => this.path(depth - 1));
    if (kind < 0.3) {
      const parts = several();
      return { plan: { kind: 'inTurn', of: parts.map(({ plan }) => plan) }, text: `(${parts.map(({ text }) => text).join(' + ')})` };
    }
    if (kind < 0.42) {
      const parts = several();
      const enough = 1 + this.#below(parts.length);
      return {
        plan: { kind: 'together', of: parts.map(({ plan }) => plan), enough },
        text: `${enough} of (${parts.map(({ text }) => text).join(', ')})`,
      };
    }
    const one = this.path(depth - 1);
    if (kind < 0.6) return this.#cache(one);
    if (kind < 0.7) {
      const times = 2 + this.#below(12);
      return { plan: { kind: 'repeated', plan: one.plan, times }, text: `${times} x ${one.text}` };
    }
    if (kind < 0.8) {
      const count = 2 + this.#below(99);
      const enough = this.#dice.chance(0.5) ? count : 1 + this.#below(count);
      return { plan: { kind: 'copies', plan: one.plan, count, enough }, text: `${enough} of ${count} ${one.text}` };
    }
    const from = this.#givenUpFrom;
    const givenUp = (place: number): number => (from === undefined ? 1 - 10 ** (-1 - 3 * place) : from + (0.9999 - from) * place);
    const at = solve(one.plan, { rough: 64 }).smooth(kind < 0.88 ? 0.5 + 0.49 * this.#dice.next() : givenUp(this.#dice.next()));
    if (!(at > 0 && Number.isFinite(at))) return one;
    if (kind < 0.88) {
      const extra = 1 + this.#below(2);
      return { plan: { kind: 'hedged', plan: one.plan, after: at, extra }, text: `hedged(${at}, ${extra}, ${one.text})` };
    }
    return this.#attempts(one, at);
  }

  #attempts({ plan: one, text }: Path, timeout: number): Path {
    const wait = inDigits(timeout * this.#dice.next());
    const waits = Array.from({ length: this.#below(4) }, (_, i): Time => {
      const longest = wait * 2 ** i;
      return this.#dice.chance(0.5) ? fixedTime(longest) : uniformTime(longest / 2, longest);
    });
    const plan: Plan = { kind: 'attempts', plan: one, timeout, waits, on: { timeout: true, error: true } };
    return { plan, text: `attempts(${timeout}, ${waits.length}, ${wait}, ${text})` };
  }

  #cache(miss: Path): Path {
    const hit = [0.01, 0.5, 0.9, 0.99, 0.999][this.#below(5)] as number;
    const time = this.#time();
    const asked: Plan = {
      kind: 'either',
      of: [
        { share: hit, plan: { kind: 'inTurn', of: [] } },
        { share: 1 - hit, plan: miss.plan },
      ],
    };
    return { plan: { kind: 'inTurn', of: [time.plan, asked] }, text: `cache(${time.text}, ${hit}, ${miss.text})` };
  }

  #time(): Path {
    const scale = inDigits(10 ** (-6 + 7 * this.#dice.next()));
    const kind = this.#dice.next();
    if (kind < 0.5) {
      const tail = inDigits(1.2 + 20 * this.#dice.next() ** 2);
      return { plan: own(logNormalTime(scale, scale * tail)), text: `logNormal(${scale}, x${tail})` };
    }
    if (kind < 0.7) return { plan: own(exponentialTime(scale)), text: `exponential(${scale})` };
    if (kind < 0.8) return { plan: own(fixedTime(scale)), text: `fixed(${scale})` };
    if (kind < 0.9) {
      const samples = [scale, inDigits(scale * (1 + 3 * this.#dice.next())), inDigits(scale * 50 * this.#dice.next())];
      return { plan: own(sampledTime(samples)), text: `samples(${samples.join(', ')})` };
    }
    const variation = inDigits(0.1 + 3 * this.#dice.next());
    return { plan: own(gammaTime(scale, variation)), text: `gamma(${scale}, ${variation})` };
  }

  #below(n: number): number {
    return Math.floor(n * this.#dice.next());
  }
}
