import { isolationNamed, levelNamed } from '../catalog/index.js';
import { type Finding, suggest } from '../core/index.js';
import { GUARANTEES, ISOLATIONS, implies } from '../math/consistency/guarantees.js';
import type { Call, Model } from './model.js';
import { statedAt } from './resolution.js';

/** Impossible demands on consistency and isolation, each reported once. */
export const consistencyMistakes = (model: Model): readonly Finding[] => [
  ...unknownLevels(model),
  ...unknownIsolations(model),
  ...neverWritten(model),
];

/** How many copies answer, whatever the product. */
const COPIES = ['one', 'quorum', 'all'];

/** Calls with an unknown consistency: no guarantee, no number of copies, and no level of the product. */
function unknownLevels(model: Model): readonly Finding[] {
  const findings: Finding[] = [];
  for (const flow of model.flows.values()) for (const call of flow.calls) findings.push(...unknownLevel(model, call));
  return findings;
}

function unknownLevel({ products, components }: Model, { consistency, component, writes, path }: Call): readonly Finding[] {
  if (!consistency) return [];
  const { name, at } = consistency;
  const behavior = products.behaviors.get(component);
  const of = writes ? 'write' : 'read';
  if (GUARANTEES.some((word) => word === name)) return [];
  if (behavior ? levelNamed(behavior, name, of) : COPIES.includes(name)) return [];
  const own = behavior ? behavior.levels.filter((level) => level.of === of || level.of === 'both').map((level) => level.name) : COPIES;
  const near = suggest(name, [...own, ...GUARANTEES]);
  const what = behavior ? (components.get(component)?.use?.name ?? component) : `"${component}", of which no product is stated,`;
  return [
    {
      rule: 'spec/unknown-level',
      severity: 'error',
      message: `${what} has no level "${name}" of a ${of}: there is ${own.join(', ')}, or a guarantee such as linearizable`,
      at,
      path: `${path}.consistency`,
      help: near === undefined ? `one of ${own.join(', ')}` : `did you mean "${near}"?`,
      ...(near !== undefined && { suggestion: near }),
    },
  ];
}

/** Components and calls with an unknown isolation: no setting of the product, and no level that it provides. */
function unknownIsolations(model: Model): readonly Finding[] {
  const stated = [
    ...[...model.components.values()].map(({ name, isolation }) => ({ component: name, isolation, path: `components.${name}` })),
    ...[...model.flows.values()].flatMap(({ calls }) => calls.map(({ component, isolation, path }) => ({ component, isolation, path }))),
  ];
  return stated.flatMap(({ component, isolation, path }) => {
    if (!isolation) return [];
    const behavior = model.products.behaviors.get(component);
    const word = ISOLATIONS.find((one) => one === isolation.name);
    const isGiven = behavior
      ? isolationNamed(behavior, isolation.name) || (word && behavior.isolations.some(({ gives }) => implies(gives, word)))
      : word;
    if (isGiven) return [];
    const own = behavior ? behavior.isolations.map(({ name }) => name) : ISOLATIONS;
    const near = suggest(isolation.name, [...own, ...ISOLATIONS]);
    const who = behavior ? (model.components.get(component)?.use?.name ?? component) : `"${component}", of which no product is stated,`;
    const message =
      own.length === 0
        ? `${who} has no transactions over several items, and so no isolation "${isolation.name}"`
        : word && behavior
          ? `${who} has nothing as strong as ${word}: there is ${behavior.isolations.map(({ name, gives }) => `${name} (${gives})`).join(', ')}`
          : `${who} has no isolation "${isolation.name}": there is ${own.join(', ')}`;
    return [
      {
        rule: 'spec/unknown-level',
        severity: 'error',
        message,
        at: isolation.at,
        path: `${path}.isolation`,
        help:
          near === undefined || near === isolation.name
            ? own.length === 0
              ? 'leave it out'
              : `one of ${own.join(', ')}`
            : `did you mean "${near}"?`,
        ...(near !== undefined && near !== isolation.name && { suggestion: near }),
      },
    ];
  });
}

/** Facts that are about what readers see of writes. */
const OF_READERS = /^data\.([^.]+)\.(?:consistency|staleness\.p99|readBy\.[^.]+\.consistency)$/;

/** Targets on the freshness or consistency of a data set that no flow writes: every read returns the same. */
function neverWritten(model: Model): readonly Finding[] {
  const { checks, data, components } = model;
  return checks.flatMap(({ kind, fact, keyAt, leaf }): readonly Finding[] => {
    const set = kind === 'requirement' ? data.get(OF_READERS.exec(fact)?.[1] ?? '') : undefined;
    if (!set || set.addedBy.length > 0 || statedAt(model, 'data.*.added', set.name)) return [];
    if (set.stores.some((store) => components.get(store)?.calls.some(({ writes }) => writes))) return [];
    return [
      {
        rule: 'spec/never-written',
        severity: 'error',
        message: `no flow writes "${set.name}": there is nothing that a reader could miss`,
        at: keyAt,
        path: leaf.path,
        help: `state addedBy of ${set.name}, or leave the target out`,
      },
    ];
  });
}
