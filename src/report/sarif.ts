import type { Related, Severity } from '../core/index.js';
import type { Document } from './document.js';
import { jsonText } from './json-text.js';
import { Fingerprints, type LineRange, lineRangeOf, problemsOf, type ReportedProblem } from './problems.js';
import type { ReportOptions } from './types.js';

/** For code scanning: SARIF 2.1.0 (OASIS, 2020), with the help of each rule. What is accepted is left out: not every reader knows that it is. */
export async function renderSarif({ parts, tool }: Document, _options: ReportOptions): Promise<string> {
  const found = parts.flatMap((part) => problemsOf(part).map((problem) => ({ problem, file: part.file })));
  const ids = [...new Set(found.map(({ problem }) => problem.rule))].sort();
  const { ruleHelpOf } = await import('./rule-help.js');
  const fingerprints = new Fingerprints();
  const results = found.map(({ problem, file }) => {
    const fingerprint = fingerprints.of(file, problem);
    return {
      ruleId: problem.rule,
      ruleIndex: ids.indexOf(problem.rule),
      level: LEVELS[problem.severity],
      message: { text: textOf(problem) },
      locations: [{ physicalLocation: locationOf(problem.at ? lineRangeOf(problem.at) : file) }],
      ...(problem.related.length > 0 && { relatedLocations: problem.related.map(relatedOf) }),
      // The first is what code scanning on GitHub knows a result by, in its form: a hash and a count.
      partialFingerprints: { primaryLocationLineHash: `${fingerprint}:1`, 'sysdesign/v1': fingerprint },
      properties: { confidence: problem.confidence },
    };
  });
  const version = tool?.version;
  return jsonText({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: tool?.name ?? 'sysdesign',
            ...(version !== undefined && { version, semanticVersion: version }),
            rules: ids.map((id) => descriptorOf(id, ruleHelpOf(id))),
          },
        },
        columnKind: 'utf16CodeUnits',
        results,
      },
    ],
  });
}

const LEVELS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };

const textOf = ({ message, math, help }: ReportedProblem): string =>
  [message, ...(math === undefined ? [] : [`math: ${math}`]), ...(help === undefined ? [] : [`help: ${help}`])].join('\n');

const relatedOf = ({ message, at }: Related, id: number) => ({
  id,
  message: { text: message },
  physicalLocation: locationOf(lineRangeOf(at)),
});

/** A place, or a whole file. */
function locationOf(place: LineRange | string) {
  if (typeof place === 'string') return { artifactLocation: artifactOf(place) };
  const { file, line, column, endLine, endColumn } = place;
  return { artifactLocation: artifactOf(file), region: { startLine: line, startColumn: column, endLine, endColumn } };
}

/** Relative to where the run stood, which is the root of the repository in CI. */
function artifactOf(file: string) {
  const path = file.replaceAll('\\', '/');
  // Half of a pair of code units has no bytes, and `encodeURIComponent` throws for it.
  const uri = path
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
  if (/^(?:\/|[A-Za-z]:\/)/.test(path)) return { uri: `file://${path.startsWith('/') ? '' : '/'}${uri.replace(/^([A-Za-z])%3A/, '$1:')}` };
  return { uri, ...(!path.startsWith('../') && { uriBaseId: '%SRCROOT%' }) };
}

type RuleHelp = ReturnType<typeof import('./rule-help.js')['ruleHelpOf']>;

const descriptorOf = (id: string, help: RuleHelp) => ({
  id,
  shortDescription: { text: help.short },
  fullDescription: { text: help.full },
  help: { text: help.text, markdown: help.markdown },
  defaultConfiguration: { level: LEVELS[help.severity] },
  properties: { tags: help.tags, precision: help.precision },
});
