/** Whether what keeps a fact unknown is a path to state (`flows.read.response`), and no sentence. */
export const isPath = (reason: string): boolean => /^[A-Za-z][\w-]*(\.[\w-]+)*$/.test(reason);

/** Paths that nobody states by that name alone: what is stated in their place, and where. */
const LEADS: readonly (readonly [path: RegExp, lead: (name: string) => string])[] = [
  [/^components\.([\w-]+)\.holds$/, (name) => `data that is in ${name} (data: { NAME: { in: ${name}, item: ..., items: ... } })`],
  [
    /^components\.([\w-]+)\.correlatedLoss$/,
    (name) =>
      `components.${name}.correlatedLoss (1 less the durability that its provider advertises: 1e-11 for 11 nines; of what you run, its instances)`,
  ],
];

/** What is to be stated where a path lacks: the path itself, or what leads on. */
export function leadOf(path: string): string {
  for (const [pattern, lead] of LEADS) {
    const [, name] = pattern.exec(path) ?? [];
    if (name !== undefined) return lead(name);
  }
  return path;
}

/** `state flows.read.response`; a reason that is no path as it is. */
export const stateText = (reason: string): string => (isPath(reason) ? `state ${leadOf(reason)}` : reason);
