import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const meter = fileURLToPath(new URL('meter.cjs', import.meta.url));

/**
 * Runs node once and gives what it cost.
 * @param {readonly string[]} args
 * @param {object} [options]
 * @param {string} [options.node] the binary, if it is not the one that runs this
 * @param {Readonly<Record<string, string>>} [options.env] beside the environment of this process
 * @param {string} [options.cwd] folder that it runs in
 * @param {readonly number[]} [options.codes] exit codes that are no failure
 * @returns {{ cpu: number, memory: number }} CPU seconds of the whole process, peak memory in MiB
 */
export function measure(args, { node = process.execPath, env = {}, cwd = process.cwd(), codes = [0] } = {}) {
  const box = mkdtempSync(join(tmpdir(), 'bench-'));
  const file = join(box, 'cost');
  const descriptor = openSync(file, 'w');
  try {
    const run = spawnSync(node, ['--require', meter, ...args], {
      stdio: ['ignore', 'ignore', 'pipe', descriptor],
      env: { ...process.env, NO_COLOR: '1', ...env },
      maxBuffer: 1 << 28,
      cwd,
    });
    if (!codes.includes(run.status ?? -1))
      throw new Error(`${args.join(' ')} ended with ${run.status}: ${String(run.stderr).slice(0, 500)}`);
    const { cpu, memory } = JSON.parse(readFileSync(file, 'utf8'));
    return { cpu: cpu / 1e6, memory: memory / 1024 };
  } finally {
    closeSync(descriptor);
    rmSync(box, { recursive: true, force: true });
  }
}

/** @param {readonly number[]} values */
export const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

/**
 * The cost of one thing against another, run in turn: the median of the ratios of neighbors, which a busy machine moves least.
 * @param {() => { cpu: number, memory: number }} subject
 * @param {() => { cpu: number, memory: number }} floor
 * @param {number} rounds
 */
export function compare(subject, floor, rounds) {
  const pairs = Array.from({ length: rounds }, () => ({ floor: floor(), subject: subject() }));
  return {
    ratio: median(pairs.map((pair) => pair.subject.cpu / pair.floor.cpu)),
    cpu: median(pairs.map((pair) => pair.subject.cpu)),
    above: median(pairs.map((pair) => pair.subject.cpu - pair.floor.cpu)),
    memory: Math.max(...pairs.map((pair) => pair.subject.memory)),
  };
}
