import { FINDINGS } from '../core/findings/table.js';
import { type Finding, type FindingId, positionAt, type SourceFile } from '../core/index.js';
import { directivesIn } from '../source/index.js';

/**
 * Warnings about the text of a spec without those that a comment beside them accepts. Whether such a comment is of use is known here, since every
 * command reads the whole text; whether it is well-formed is told with those about the design.
 */
export async function suppressTexts(findings: readonly Finding[], files: readonly SourceFile[]): Promise<readonly Finding[]> {
  const directives = files.flatMap(directivesIn).filter(({ reason }) => reason !== '');
  const accepts = ({ lines, at: { source } }: (typeof directives)[number], { at }: Finding): boolean => {
    if (at?.source !== source) return false;
    const { line } = positionAt(source, at.start);
    return lines === null || (line >= lines[0] && line <= lines[1]);
  };
  const isAccepted = (finding: Finding): boolean =>
    finding.severity !== 'error' &&
    directives.some((directive) => directive.rules.some(({ id }) => id === finding.rule) && accepts(directive, finding));
  const unused = directives.flatMap((directive) =>
    directive.rules.flatMap(({ id, at }): readonly Finding[] => {
      const row = Object.hasOwn(FINDINGS, id) ? FINDINGS[id as FindingId] : undefined;
      const isOfText = row?.about === 'text' && row.severity !== 'error';
      if (!isOfText || findings.some((finding) => finding.rule === id && accepts(directive, finding))) return [];
      const message = `nothing is found that this comment of ${id} accepts`;
      return [{ rule: 'suppression/unused', severity: 'warning', message, at, help: 'remove it' }];
    }),
  );
  return [...findings.filter((finding) => !isAccepted(finding)), ...unused];
}
