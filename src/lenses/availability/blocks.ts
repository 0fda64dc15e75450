import type { Block, NextStep } from '../../report/blocks.js';
import type { View } from '../../report/document.js';
import { factRows } from '../../report/fact-rows.js';
import { closingBlocks } from '../shared/answer-blocks.js';
import { foundSection } from '../shared/found.js';
import { front } from '../shared/front.js';
import { sameSpec } from '../shared/next-step.js';
import { type UnknownThing, unknownSection } from '../shared/unknown-section.js';
import { durabilitySection } from './durability.js';
import { flowSections } from './flows.js';
import { objectivesSection } from './objectives.js';
import type { AvailabilityResult, AvailabilitySpecResult, FlowAvailability } from './result.js';

/** What is promised, then flow by flow what must work, what breaks it, and what would help. */
export function availabilityBlocks(spec: AvailabilitySpecResult, view: View): readonly Block[] {
  const { availability } = spec;
  return [
    // Notes without consequence go below the budgets, one line each.
    ...front(spec, view, spec.checks, spec.findings, { of: 'availability', example: 'availability: 99.9%' }),
    ...(availability && !view.quiet ? body(spec, availability, view) : []),
    factRows(spec),
  ];
}

function body(spec: AvailabilitySpecResult, availability: AvailabilityResult, view: View): readonly Block[] {
  const { flows, objectives, data } = availability;
  return [
    objectivesSection(objectives, view),
    { kind: 'findings', findings: spec.findings.filter(({ severity, judges }) => judges && severity === 'info'), brief: true },
    ...flowSections(flows, spec.conventions.year, view),
    durabilitySection(data),
    ...foundSection(spec.findings.filter(({ severity }) => severity === 'warning')),
    unknownSection(unknownThings(availability)),
    ...closingBlocks(spec),
    ...nextStep(spec.file, flows, view),
  ];
}

/** Flows and data of which it is not known how they fail. */
const unknownThings = ({ flows, data }: AvailabilityResult): readonly UnknownThing[] => [
  ...flows.flatMap(({ flow, unavailability, missing }) => (unavailability === null ? { name: `flows.${flow}`, missing } : [])),
  ...data.flatMap(({ data: name, lossProbability, missing }) => (lossProbability === null ? { name: `data.${name}`, missing } : [])),
];

/** The best change of the flow that fails most, as a command that tries it; else why it fails. */
function nextStep(file: string, flows: readonly FlowAvailability[], view: View): readonly NextStep[] {
  const worst = [...flows]
    .filter(({ unavailability }) => unavailability !== null)
    .sort((a, b) => (b.unavailability ?? 0) - (a.unavailability ?? 0))[0];
  if (!worst) return [];
  const where = sameSpec(file, view, view.options.scenario);
  const [best] = worst.changes;
  const [set] = best ? Object.entries(best.set) : [];
  const isPlain = set !== undefined && /^[\w.%=-]+$/.test(set[1].replaceAll(' ', ''));
  const command = isPlain
    ? ['sysdesign availability', ...where, `--set '${set[0]}=${set[1]}'`]
    : ['sysdesign explain', `flows.${worst.flow}.unavailability`, ...where];
  return [{ kind: 'next', command }];
}
