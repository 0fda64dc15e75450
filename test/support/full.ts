/** Whether properties and mutations are tried far more often than by `npm test`: `npm run test:full`. */
export const isFull = process.env.SYSDESIGN_FULL === '1';

/** How often to try what is usually tried so often. */
export const runsOf = (usual: number): number => (isFull ? 5 * usual : usual);

/** How often to try what is long when it is tried so often: a tenth of that, but in a full run. */
export const tenthOf = (all: number): number => (isFull ? all : Math.ceil(all / 10));
