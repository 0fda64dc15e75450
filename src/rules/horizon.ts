import { idInYear } from '../facts/index.js';
import type { Key } from './rule.js';

/** The same fact in a later year: load and data grown. */
export const inYear = ({ key }: Key, year: number): Key => ({ key: idInYear(key, year) });
