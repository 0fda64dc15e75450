import type { CheckResult, CheckStatus, FactResult } from '../../core/index.js';
import type { Evaluation } from '../../evaluate/evaluation.js';
import { extended } from '../../evaluate/result.js';
import type { CheckedId, TopicOf } from '../../facts/index.js';
import { amountOf } from '../../report/amounts.js';
import type { Block, Cell, Table } from '../../report/blocks.js';
import type { View } from '../../report/document.js';
import { factRows } from '../../report/fact-rows.js';
import type { ScenarioResult } from '../../studies/scenario-result.js';
import { compareScenarios } from '../../studies/scenarios.js';
import type { AnalyzeOptions, Lens } from '../lens.js';
import { answerOf } from '../shared/answer.js';
import { closingBlocks } from '../shared/answer-blocks.js';
import { FactIndex } from '../shared/fact-index.js';
import { front } from '../shared/front.js';
import { analyzeEstimate } from './analyze.js';
import type { EstimateSpecResult } from './result.js';
import { isShown } from './shown.js';
import { totalOf } from './tables.js';

/** The design beside its scenarios, one column each. The evaluation is that of the base design. */
export const scenarios: Lens<EstimateSpecResult> = { name: 'scenarios', shows: isShown, judges: () => true, analyze, blocks };

async function analyze(evaluation: Evaluation, options: AnalyzeOptions): Promise<EstimateSpecResult> {
  const { overloadsIn } = await import('../shared/judgments.js');
  const base = await analyzeEstimate(evaluation, { ...options, forPeople: false });
  const { scenarios: compared, findings } = await compareScenarios(evaluation, base, (one) => overloadsIn(one, options.rules));
  const all = { checks: compared.flatMap(({ checks }) => checks), findings: [...base.findings, ...findings] };
  return extended(base, { ...all, answer: answerOf(evaluation, all.checks, all.findings), scenarios: compared });
}

function blocks(spec: EstimateSpecResult, view: View): readonly Block[] {
  // A fact that is unknown in the base design is unknown in every scenario, and listed once; one that only a scenario needs is listed with that.
  const unknownToday = new Set(spec.checks.filter(({ status, scenario }) => status === 'unknown' && scenario === null).map(sameCheck));
  const checks = spec.checks.filter(
    (check) => check.status !== 'unknown' || check.scenario === null || !unknownToday.has(sameCheck(check)),
  );
  const compared = spec.scenarios ?? [];
  return [
    ...front(spec, view, checks),
    ...(view.quiet ? [] : [...sideBySide(compared), ...alone(compared), ...closingBlocks(spec)]),
    factRows(spec),
  ];
}

/** What two scenarios may both ask. */
const sameCheck = ({ kind, name, fact }: CheckResult): string => `${kind} ${name} ${fact}`;

const alone = (compared: readonly ScenarioResult[]): readonly Block[] =>
  compared.length === 1
    ? [
        {
          kind: 'note',
          text: 'There is nothing to compare with: state scenarios under `scenarios:`, or see what breaks with `--scenario stress`.',
        },
      ]
    : [];

const BASE = 'as it stands';

interface Row {
  readonly name: string;
  readonly cells: readonly Cell[];
}

/** Tables with a column for each scenario: verdicts, totals, and what matters of each component. */
function sideBySide(compared: readonly ScenarioResult[]): readonly Table[] {
  const shown = compared.map(({ facts }) => new FactIndex(facts));
  const names = [...new Set(shown.flatMap((index) => index.names('components')))];
  const table = (title: string, head: string, rows: readonly Row[]): Table => ({
    kind: 'table',
    title,
    hoist: 'rows',
    leaveOut: 'unknown rows',
    columns: [{ head, align: 'left' }, ...compared.map(({ scenario }) => ({ head: scenario ?? BASE, align: 'right' }) as const)],
    rows: rows.map(({ name, cells }) => [name, ...cells]),
  });
  const of = (topic: TopicOf<'components'>, cell = (fact: FactResult | undefined): Cell => amountOf(fact)): readonly Row[] =>
    names.map((name) => ({ name, cells: shown.map((index) => cell(index.of('components', name, topic))) }));
  const count = (fact: FactResult | undefined): Cell => amountOf(fact, 'count');
  /** Only what is not the same in all scenarios. */
  const differing = (topic: TopicOf<'components'>, cell?: (fact: FactResult | undefined) => Cell): readonly Row[] =>
    of(topic, cell).filter((_, i) => new Set(shown.map((index) => stateOf(index.of('components', names[i] ?? '', topic)))).size > 1);
  return [
    table('Promises', 'requirement', promises(compared)),
    table('Totals', 'in total', totals(shown)),
    table('Fleet', 'component', of('fleet', count)),
    table('Serving', 'component', differing('serving', count)),
    table(
      'Used at peak',
      'component',
      of('utilization.peak', (fact) => amountOf(fact, 'share')),
    ),
    table('Headroom (times the load at peak that the fleet carries)', 'component', of('headroom')),
    table('Bound by', 'component', differing('binding')),
    table('Cost', 'component', of('cost')),
  ];
}

/** What distinguishes two facts. */
const stateOf = (fact: FactResult | undefined): string =>
  fact === undefined ? '' : JSON.stringify([fact.state, ...(fact.spread ? [fact.spread.p5, fact.spread.p95] : [fact.value, fact.value])]);

function totals(shown: readonly FactIndex[]): readonly Row[] {
  const row = <const I extends string>(name: string, id: CheckedId<I>, unit?: 'count'): Row => ({
    name,
    cells: shown.map((index) => totalOf(index.get(id), unit)),
  });
  return [
    row('rate', 'totals.rate.mean'),
    row('rate at peak', 'totals.rate.peak'),
    row('in at peak', 'totals.ingress.peak'),
    row('out at peak', 'totals.egress.peak'),
    row('stored', 'totals.storage'),
    row('instances', 'totals.instances', 'count'),
    row('cost', 'totals.cost'),
  ];
}

/** Each requirement that can be judged somewhere, and how many expectations hold. */
function promises(compared: readonly ScenarioResult[]): readonly Row[] {
  const all = compared.flatMap(({ checks }) => checks);
  const names = [...new Set(all.filter(({ kind, status }) => kind === 'requirement' && status !== 'unknown').map(({ name }) => name))];
  const rows = names.map(
    (name): Row => ({
      name,
      cells: compared.map(({ checks }) => verdict(checks.find((check) => check.kind === 'requirement' && check.name === name)?.status)),
    }),
  );
  if (!all.some(({ kind }) => kind === 'expectation')) return rows;
  const expectations = compared.map(({ checks }): Cell => {
    const own = checks.filter(({ kind }) => kind === 'expectation');
    return own.length === 0 ? null : `${own.filter(({ status }) => status === 'met').length} of ${own.length}`;
  });
  return [...rows, { name: 'expectations', cells: expectations }];
}

const WORDS = { met: 'met', missed: 'MISSED', 'at-risk': 'AT RISK', unknown: '?', waived: 'waived' } as const;

const verdict = (status: CheckStatus | undefined): Cell => (status === undefined ? null : WORDS[status]);
