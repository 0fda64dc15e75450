import { ninesOf } from '../../math/index.js';
import { type Amount, amount } from '../../report/amounts.js';
import type { Piece } from '../../report/blocks.js';

/** A length of time in seconds; what is too short to matter is shown as that. */
export const time = (seconds: number | null): Amount => amount(seconds, 's', { below: 1e-3 });

export const number = (value: number | null): Amount => amount(value, 'ratio');

/** A change of the bill. */
export const money = (value: number, unit: string): Piece => (value === 0 ? 'same bill' : amount(value, unit, { signed: true }));

const LEAST = 0.001;

/** A share of what is wrong: to two digits, and never a 0% that is none. */
export const share = (value: number): Amount => amount(value < LEAST ? value : Number(value.toPrecision(2)), 'share', { below: LEAST });

/** Availability, of an unavailability: to the digits of what is missing. */
export const served = (unavailability: number | null): Amount => amount(unavailability, 'complement');

/** Nines of an unavailability. */
export const nines = (unavailability: number | null): Amount => amount(unavailability === null ? null : ninesOf(unavailability), 'nines');

/** A share of requests that fail: to two digits, however few. */
export const hit = (value: number): Amount => amount(Number(value.toPrecision(2)), 'share', { below: 1e-6 });

/** Times a year; what happens less than once in a million years is never. */
export const times = (value: number): Amount => amount(value, 'ratio', { below: 1e-6 });

/** What reads as all, of a share of requests. */
export const ALL = 0.995;
