/** Specs to measure with, made from a few numbers. */

/**
 * A service in front of a database, and so on: `components` of them in pairs, each pair with a flow and a data set of its own.
 * @param {number} components
 * @param {boolean} ranges whether rates and sizes are intervals
 */
export function chain(components, ranges) {
  const pairs = Math.max(1, components >> 1);
  const each = (/** @type {(i: number) => string} */ line) => Array.from({ length: pairs }, (_, i) => line(i)).join('\n');
  return `sysdesign: 1
name: chain-of-${components}
summary: ${pairs} flows, each through a service to a database
tier: standard
asOf: 2026-11-01
horizon: 3 years
growth: ${ranges ? '20%..40%' : '30%'} per year
flows:
${each(
  (
    i,
  ) => `  read${i}: { kind: read, rate: ${ranges ? `${100 + i}..${300 + i}` : `${200 + i}`} req/s, peak: 3, request: 300 B, response: 2 kB, path: api${i} -> db${i} }
  write${i}: { kind: write, rate: ${20 + i} req/s, path: api${i} -> db${i} }`,
)}
components:
${each(
  (i) => `  api${i}: { kind: service, each: { rate: 800 req/s } }
  db${i}: { kind: database, replication: 3, each: { reads: 5k/s, writes: 2k/s, disk: 2 TB } }`,
)}
data:
${each((i) => `  rows${i}: { in: db${i}, item: ${ranges ? '300 B..600 B' : '400 B'}, addedBy: write${i}, readBy: read${i}, keep: 2 years }`)}
`;
}
