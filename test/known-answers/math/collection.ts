import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = process.env.SYSDESIGN_KNOWN_ANSWERS ?? fileURLToPath(new URL('../../../../shared/known-answers', import.meta.url));
const file = `${folder}/math.json`;

/** Whether the collection of known answers is here, which is no part of this repository. */
export const isHere = existsSync(file);
if (!isHere) console.warn('SKIPPED: the collection of known answers is not here; set SYSDESIGN_KNOWN_ANSWERS');

/** Its cases; none where it is not here. */
export const collected = <T>(): readonly T[] => (isHere ? (JSON.parse(readFileSync(file, 'utf8')) as readonly T[]) : []);
