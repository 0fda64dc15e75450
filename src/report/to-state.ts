import { isPath, type Reason, unfilled } from '../core/index.js';

/** Paths that nobody states by that name alone: what is stated in their place, and where. */
const LEADS: readonly (readonly [pattern: string, lead: (name: string) => string])[] = [
  ['components.*.holds', (name) => `data that is in ${name} (data: { NAME: { in: ${name}, item: ..., items: ... } })`],
  [
    'components.*.correlatedLoss',
    (name) =>
      `components.${name}.correlatedLoss (1 less the durability that its provider advertises: 1e-11 for 11 nines; of what you run, its instances)`,
  ],
];

/** What is to be stated where a path lacks: the path itself, or what leads on. */
export function leadOf(path: string): string {
  for (const [pattern, lead] of LEADS) {
    const [name] = unfilled(pattern, path) ?? [];
    if (name !== undefined) return lead(name);
  }
  return path;
}

/** `state flows.read.response`; a sentence as it is. */
export const stateText = (reason: Reason): string => (isPath(reason) ? `state ${leadOf(reason.path)}` : reason.text);
