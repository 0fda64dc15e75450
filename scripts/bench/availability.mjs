/**
 * Works out the unavailability of every flow of a spec with the built API; with `--load` only loads it, and what would work it out, which is the
 * floor.
 * Usage: node scripts/bench/availability.mjs spec [--load]
 */
const [file = '', how] = process.argv.slice(2);
const { evaluate, load } = await import(new URL('../../dist/index.js', import.meta.url).href);
const specs = await load([file]);
const isAsked = (/** @type {string} */ pattern) => how !== '--load' && pattern === 'flows.*.unavailability';
for (const { facts, findings } of (await evaluate(specs, { only: isAsked })).specs) {
  if (findings.some((/** @type {{ severity: string }} */ { severity }) => severity === 'error')) throw new Error(`${file} is invalid`);
  for (const { id, value } of facts) if (!(value > 0)) throw new Error(`${id} is ${value}`);
}
