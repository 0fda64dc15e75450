import { ENTRIES } from '../../catalog/entries.js';
import { latencyNumbers } from '../../catalog/latency-numbers.js';
import { pooledQueue } from '../../math/queueing/index.js';
import { formatQuantity, STANDARD_CALENDAR } from '../../quantity/index.js';
import { downtimeOf } from '../../tools/nines/nines.js';
import { type Draws, type DrillQuestion, number } from './question.js';

const { day, month } = STANDARD_CALENDAR;

export function latency(draws: Draws): DrillQuestion {
  const known = latencyNumbers(ENTRIES);
  const one = known[draws.below(known.length)];
  if (!one) return powers(draws);
  return {
    card: `latency.${one.entry.id}`,
    prompt: `How long, by the list of 2012: ${one.entry.name}?`,
    key: number(one.in2012, 's', 'time'),
    why: `sysdesign catalog --latency; ${one.entry.source}`,
  };
}

export function powers(draws: Draws): DrillQuestion {
  const bits = draws.of([10, 16, 20, 24, 30, 32, 40, 41]);
  return {
    card: `powers.${bits}`,
    prompt: `How many values do ${bits} bits have?`,
    key: number(2 ** bits, 'count', 'count'),
    why: `2^10 is about 10^3: 2^${bits} is 2^${bits % 10} x 1000^${Math.floor(bits / 10)} and a little more`,
  };
}

export function nines(draws: Draws): DrillQuestion {
  const share = draws.of([0.99, 0.995, 0.999, 0.9995, 0.9999, 0.99999]);
  const period = draws.of(['day', 'month', 'year'] as const);
  return {
    card: `nines.${period}`,
    prompt: `How long may it be down a ${period} at ${formatQuantity(share, 'share', { digits: 6 })}?`,
    key: number(downtimeOf(1 - share, STANDARD_CALENDAR)[period], 's', 'time'),
    why: 'what may fail x the length of the period; 99.9% is 43 min a month',
  };
}

export function rates(draws: Draws): DrillQuestion {
  const amount = draws.of([1, 2, 5, 10, 50, 100, 500]) * 1e6;
  const period = draws.of(['day', 'month'] as const);
  return {
    card: `rates.${period}`,
    prompt: `${formatQuantity(amount, 'count')} a ${period}: how many a second?`,
    key: number(amount / (period === 'day' ? day : month), 'req/s', 'rate'),
    why: '1M a day is 11.6 a second, 1M a month 0.39',
  };
}

export function throughput(draws: Draws): DrillQuestion {
  const bytes = draws.of([1, 10, 100]) * draws.of([1e9, 1e12]);
  const bits = draws.of([1, 10, 25]) * 1e9;
  return {
    card: 'throughput.copy',
    prompt: `How long do ${formatQuantity(bytes, 'B')} take over a link of ${formatQuantity(bits, 'bit/s')}?`,
    key: number((bytes * 8) / bits, 's', 'time'),
    why: 'bytes x 8 / bits a second',
  };
}

export function availability(draws: Draws): DrillQuestion {
  const one = draws.of([0.99, 0.995, 0.999]);
  const count = draws.between(2, 4);
  const isSerial = draws.below(2) === 0;
  const down = isSerial ? 1 - one ** count : (1 - one) ** count;
  return {
    card: `availability.${isSerial ? 'serial' : 'parallel'}`,
    prompt: `${count} parts at ${formatQuantity(one, 'share', { digits: 6 })}, ${isSerial ? 'all of them needed' : 'any one of them enough'}, failing independently: which share of the time is it down?`,
    key: number(down, 'share'),
    why: isSerial ? 'needed parts: what is down adds up, nearly' : 'spares: what is down multiplies, if they share nothing',
  };
}

export function queueing(draws: Draws): DrillQuestion {
  const time = draws.of([0.005, 0.01, 0.02, 0.1]);
  const busy = draws.of([0.5, 0.7, 0.8, 0.9, 0.95]);
  if (draws.below(2) === 0) {
    const rate = draws.of([50, 200, 1000]);
    return {
      card: 'queueing.little',
      prompt: `${rate} requests a second stay ${formatQuantity(time, 's')} each: how many are there at a time, on average?`,
      key: number(rate * time, 'count', 'count'),
      why: "Little's law: rate x time",
    };
  }
  const { waiting } = pooledQueue({ rate: busy / time, serviceTime: time, servers: 1 });
  return {
    card: 'queueing.wait',
    prompt: `One server, ${formatQuantity(time, 's')} a job on average, random arrivals, busy ${formatQuantity(busy, 'share')}: how long does a job wait, on average?`,
    key: number(waiting, 's', 'time'),
    why: 'M/M/1: service time x busy / (1 - busy)',
  };
}
