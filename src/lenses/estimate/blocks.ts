import type { Block } from '../../report/blocks.js';
import type { View } from '../../report/document.js';
import { factRows } from '../../report/fact-rows.js';
import { closingBlocks } from '../shared/answer-blocks.js';
import { FactIndex } from '../shared/fact-index.js';
import { foundSection } from '../shared/found.js';
import { front } from '../shared/front.js';
import { choiceSections } from './choices.js';
import { components, trafficSection } from './components.js';
import { data } from './data.js';
import { driversSection } from './drivers.js';
import { flows } from './flows.js';
import { nextStep } from './next-step.js';
import { paths } from './paths.js';
import type { EstimateSpecResult } from './result.js';
import { derived, totals } from './totals.js';
import { unknownsSection } from './unknowns.js';
import { years } from './years.js';

/** Verdicts first, then the numbers, then what to find out next. */
export function estimateBlocks(spec: EstimateSpecResult, view: View): readonly Block[] {
  return [...front(spec, view), ...(view.quiet ? [] : numbers(spec, view)), factRows(spec)];
}

function numbers(spec: EstimateSpecResult, view: View): readonly Block[] {
  const {
    after,
    drivers,
    findings,
    shown: facts = spec.facts,
    choices = [],
    managed = [],
    assumed = [],
    rounded = [],
    unpriced = [],
    paths: calls = [],
  } = spec;
  const index = new FactIndex(facts);
  return [
    paths(index, calls),
    components(index, { after, findings, managed, assumed, rounded, unpriced, checks: spec.checks }),
    trafficSection(index),
    flows(index, after),
    data(index, after, findings, assumed),
    ...(after === undefined ? [years(index)] : []),
    totals(index, view),
    derived(index),
    ...choiceSections(choices),
    driversSection(drivers),
    ...foundSection(findings),
    unknownsSection(facts, view, managed),
    ...closingBlocks(spec),
    ...nextStep(spec, index, view),
  ];
}
