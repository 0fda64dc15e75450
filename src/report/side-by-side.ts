import type { CheckStatus, FactResult } from '../core/index.js';
import type { ScenarioResult } from '../studies/scenario-result.js';
import { STATUS_WORD } from './checks.js';
import { exitCodeOf, isInvalid } from './exit-code.js';
import { formatFinding } from './finding.js';
import { escaped, escapeMarkdown, table } from './markdown.js';
import { checksBlock, heading, type Pen, penOf, summary, tableOptions, title } from './pretty.js';
import { Teller } from './quantities.js';
import type { Result, SpecResult } from './results.js';
import type { Section } from './sections.js';
import { formatTable } from './table.js';
import { wrap } from './text.js';
import type { Report, ReportOptions } from './types.js';

/** The design as it stands beside its scenarios, one column each. */
export function reportSideBySide(result: Result, options: ReportOptions): Report {
  const pen = penOf(result, options);
  const blocks = result.specs.map((spec) => specBlock(spec, pen)).filter((block) => block !== '');
  if (result.specs.length > 1 || options.quiet) blocks.push(summary(result, pen));
  return { output: blocks.length === 0 ? '' : `${blocks.join('\n\n')}\n`, exitCode: exitCodeOf(result) };
}

function specBlock(spec: SpecResult, pen: Pen): string {
  const findings = spec.findings.map((finding) => formatFinding(finding, pen.options));
  const verdicts = checksBlock(oncePerUnknown(spec), pen);
  if (pen.options.quiet) {
    const problems = [...findings, verdicts].filter((text) => text !== '');
    return problems.length === 0 ? '' : [heading(spec, pen), ...problems].join('\n\n');
  }
  if (isInvalid(spec)) return findings.join('\n\n');
  const sections = sideBySide(spec).map((section) => `${title(section.title, pen)}\n${formatTable(section.grid, tableOptions(pen))}`);
  return [heading(spec, pen), ...findings, verdicts, ...sections, loneText(spec, pen)].filter((text) => text !== '').join('\n\n');
}

/** What is unknown is so in every scenario: it is told of the design as it stands. */
const oncePerUnknown = (spec: SpecResult): SpecResult => ({
  ...spec,
  checks: spec.checks.filter(({ status, scenario }) => status !== 'unknown' || scenario === null),
});

function loneText({ scenarios = [] }: SpecResult, pen: Pen): string {
  if (scenarios.length > 1) return '';
  return wrap(
    'There is nothing to compare with: state scenarios under `scenarios:`, or see what breaks with `--scenario stress`.',
    pen.options.width,
  ).join('\n');
}

/** The same for design docs. */
export function markdownSideBySide(result: Result, options: ReportOptions): Report {
  const blocks = result.specs.map((spec) =>
    [
      `## ${escapeMarkdown(spec.name ?? spec.file)}`,
      ...spec.findings.map((finding) => `- **${finding.severity}**: ${escapeMarkdown(finding.message)}`),
      ...(options.quiet ? [] : sideBySide(spec)).map((section) => `### ${section.title}\n\n${table(escaped(section.grid))}`),
    ].join('\n\n'),
  );
  return { output: blocks.length === 0 ? '' : `${blocks.join('\n\n')}\n`, exitCode: exitCodeOf(result) };
}

const BASE = 'as it stands';

interface Row {
  readonly name: string;
  readonly cell: (scenario: Shown) => string;
}

/** One scenario, its facts by id. */
interface Shown {
  readonly scenario: ScenarioResult;
  readonly fact: (id: string) => FactResult | undefined;
}

/** Tables with a column for each scenario: verdicts, totals, and what matters of each component. */
export function sideBySide(spec: SpecResult): readonly Section[] {
  const shown = (spec.scenarios ?? []).map((scenario): Shown => {
    const byId = new Map(scenario.facts.map((fact) => [fact.id, fact]));
    return { scenario, fact: (id) => byId.get(id) };
  });
  const tell = new Teller(spec.conventions);
  const names = [
    ...new Set(
      shown.flatMap(({ scenario }) => scenario.facts.flatMap(({ id }) => (id.startsWith('components.') ? [id.split('.')[1] ?? ''] : []))),
    ),
  ];
  const of = (topic: string, show: (fact: FactResult | undefined) => string) =>
    names.map((name): Row => ({ name, cell: ({ fact }) => show(fact(`components.${name}.${topic}`)) }));
  const binding = of('binding', (fact) => tell.cell(fact));
  const serving = of('serving', (fact) => tell.count(fact));
  const sections = [
    sectionOf('Promises', 'requirement', promises(shown), shown),
    sectionOf('Totals', 'in total', totals(tell), shown),
    sectionOf(
      'Fleet',
      'component',
      of('fleet', (fact) => tell.count(fact)),
      shown,
    ),
    sectionOf(
      'Serving',
      'component',
      serving.filter(({ cell }) => new Set(shown.map(cell)).size > 1),
      shown,
    ),
    sectionOf(
      'Used at peak',
      'component',
      of('utilization.peak', (fact) => tell.percent(fact)),
      shown,
    ),
    sectionOf(
      'Headroom (times the load at peak that the fleet carries)',
      'component',
      of('headroom', (fact) => tell.cell(fact)),
      shown,
    ),
    sectionOf(
      'Bound by',
      'component',
      binding.filter(({ cell }) => new Set(shown.map(cell)).size > 1),
      shown,
    ),
    sectionOf(
      'Cost',
      'component',
      of('cost', (fact) => tell.cell(fact)),
      shown,
    ),
  ];
  return sections.filter(({ grid }) => grid.rows.length > 0);
}

function totals(tell: Teller): readonly Row[] {
  const row = (name: string, id: string, show = (fact: FactResult | undefined) => tell.cell(fact)): Row => ({
    name,
    cell: ({ fact }) => leastOf(fact(id), show),
  });
  return [
    row('rate', 'totals.rate.mean'),
    row('rate at peak', 'totals.rate.peak'),
    row('in at peak', 'totals.ingress.peak'),
    row('out at peak', 'totals.egress.peak'),
    row('stored', 'totals.storage'),
    row('instances', 'totals.instances', (fact) => tell.count(fact)),
    row('cost', 'totals.cost'),
  ];
}

/** A total that lacks something is a lower bound. */
const leastOf = (fact: FactResult | undefined, show: (fact: FactResult | undefined) => string): string =>
  fact?.state === 'known' && fact.missing.length > 0 ? `>=${show(fact)}` : show(fact);

/** Each requirement that can be judged somewhere, and how many expectations hold. */
function promises(shown: readonly Shown[]): readonly Row[] {
  const all = shown.flatMap(({ scenario }) => scenario.checks);
  const names = [...new Set(all.filter(({ kind, status }) => kind === 'requirement' && status !== 'unknown').map(({ name }) => name))];
  const rows = names.map(
    (name): Row => ({
      name,
      cell: ({ scenario }) => statusText(scenario.checks.find((check) => check.kind === 'requirement' && check.name === name)?.status),
    }),
  );
  if (!all.some(({ kind }) => kind === 'expectation')) return rows;
  const expectations: Row = {
    name: 'expectations',
    cell: ({ scenario }) => {
      const own = scenario.checks.filter(({ kind }) => kind === 'expectation');
      return own.length === 0 ? '' : `${own.filter(({ status }) => status === 'met').length} of ${own.length}`;
    },
  };
  return [...rows, expectations];
}

const statusText = (status: CheckStatus | undefined): string =>
  status === undefined ? '' : status === 'unknown' ? '?' : STATUS_WORD[status];

/** Rows in which nothing is known are left out. */
function sectionOf(name: string, head: string, rows: readonly Row[], shown: readonly Shown[]): Section {
  const known = rows
    .map((row) => ({ name: row.name, cells: shown.map(row.cell) }))
    .filter(({ cells }) => cells.some((cell) => cell !== '' && cell !== '?'));
  const unit = commonUnit(known.flatMap(({ cells }) => cells));
  const cells = unit === '' ? known.map(hoisted) : known.map((row) => [row.name, ...row.cells.map((cell) => without(cell, unit))]);
  return {
    title: unit === '' ? name : `${name} (${unit})`,
    grid: {
      columns: [{ head, align: 'left' }, ...shown.map(({ scenario }) => ({ head: scenario.name ?? BASE, align: 'right' as const }))],
      rows: cells,
    },
  };
}

const isUnknown = (cell: string): boolean => cell === '' || cell === '?';

/** The unit that all cells end with, if there is one; it then goes to the title, or to the name of the row. */
function commonUnit(cells: readonly string[]): string {
  const [first, ...others] = cells.filter((cell) => !isUnknown(cell));
  const unit = / ([A-Za-z]+\/[a-z]+)$/.exec(first ?? '')?.[1];
  return unit !== undefined && others.every((cell) => cell.endsWith(` ${unit}`)) ? unit : '';
}

const without = (cell: string, unit: string): string => (isUnknown(cell) ? cell : cell.slice(0, -unit.length - 1));

function hoisted({ name, cells }: { readonly name: string; readonly cells: readonly string[] }): readonly string[] {
  const unit = commonUnit(cells);
  return unit === '' ? [name, ...cells] : [`${name} (${unit})`, ...cells.map((cell) => without(cell, unit))];
}
