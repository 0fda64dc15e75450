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

/**
 * Services of six instances, three of which are needed, in three zones that may be lost, a twentieth of whose failures is that of a cause that
 * all share. A flow calls ten of them in turn, and at last what all flows share.
 * @param {number} components
 */
export function zoned(components) {
  const lines = (/** @type {number} */ count, /** @type {(i: number) => string} */ line) =>
    Array.from({ length: count }, (_, i) => line(i)).join('\n');
  const path = (/** @type {number} */ flow) => Array.from({ length: 10 }, (_, i) => `c${(flow * 10 + i) % components}`).join(' -> ');
  return `sysdesign: 1
name: zoned-${components}
flows:
${lines(Math.max(1, Math.round(components / 10)), (i) => `  f${i}: { rate: 100 req/s, path: ${path(i)} -> shared }`)}
components:
  shared: { kind: external, availability: 99.99% }
${lines(
  components,
  (i) => `  c${i}: { kind: service, instances: 6, needed: 3, mtbf: 60 d, mttr: 30 min, shares: { deploy: 5% }, each: { rate: 100 req/s } }`,
)}
topology:
  regions:
    eu:
      availability: 99.99%
      zones: { a: { mtbf: 300 d, mttr: 2 h }, b: { mtbf: 300 d, mttr: 2 h }, c: { mtbf: 300 d, mttr: 2 h } }
  causes: { deploy: { mtbf: 90 d, mttr: 20 min } }
`;
}

/**
 * Flows of ten services in turn each, the last of which is asked 100 times at once.
 * @param {number} stages
 * @param {boolean} ranges whether their times are intervals
 * @param {readonly string[]} asked percentiles that it has an expectation of: none for a floor
 */
export function stages(stages, ranges, asked) {
  const time = (/** @type {number} */ i) =>
    ranges
      ? `p50: ${2 + i / 3}..${4 + i / 3} ms, p99: ${20 + 4 * i}..${30 + 4 * i} ms`
      : `p50: ${2 + (2 * i) / 3} ms, p99: ${20 + 4 * i} ms`;
  const components = Array.from({ length: stages }, (_, i) => `  s${i}: { kind: service, each: { ${time(i)} } }`);
  const flows = Array.from({ length: Math.ceil(stages / 10) }, (_, k) => {
    const own = Array.from({ length: Math.min(10, stages - 10 * k) }, (_, i) => `s${10 * k + i}`);
    const last = own.pop();
    return `  f${k}: { rate: 100 req/s, path: [ ${[...own, `${last}: { times: 100, atOnce: true }`].join(', ')} ] }`;
  });
  const expected = asked.flatMap((name) => flows.map((_, k) => `  flows.f${k}.latency.${name}: at least 1 us`));
  return `sysdesign: 1
name: stages-of-${stages}
flows:
${flows.join('\n')}
components:
${components.join('\n')}
expect:
${[...expected, '  flows.f0.rate.mean: 100 req/s'].join('\n')}
`;
}

/**
 * Flows of ten services in turn each, with queues where it is known how much they carry.
 * @param {number} components
 * @param {readonly string[]} asked facts of each flow that it has an expectation of
 * @param {boolean} waits
 */
export function queued(components, asked, waits) {
  const flows = Array.from({ length: Math.ceil(components / 10) }, (_, k) => k);
  const services = Array.from(
    { length: components },
    (_, i) =>
      `  s${i}: { kind: service, instances: 3, each: { p50: ${2 + i / 3} ms, p99: ${20 + 4 * i} ms${waits ? ', rate: 100 req/s' : ''} } }`,
  );
  const expected = asked.flatMap((fact) =>
    flows.map((k) => `  flows.f${k}.${fact}: at least ${fact.startsWith('latency') ? '1 us' : fact === 'sustained' ? '1 req/s' : '0.01'}`),
  );
  return `sysdesign: 1
name: queued-${components}
requirements:
  quality:
${flows.map((k) => `    fast${k}: { flow: f${k}, p99: 10 s }`).join('\n')}
flows:
${flows.map((k) => `  f${k}: { rate: 100 req/s, peak: 1.5, path: [ ${Array.from({ length: 10 }, (_, i) => `s${10 * k + i}`).join(', ')} ] }`).join('\n')}
components:
${services.join('\n')}
expect:
${[...expected, '  flows.f0.rate.mean: 100 req/s'].join('\n')}
`;
}
