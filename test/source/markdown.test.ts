import { expect, it } from 'vitest';
import { plainValue } from '../../src/source/index.js';
import { findingsOf, load, marked } from './support/reading.js';

const DOC = `# Short links

\`\`\`yaml sysdesign
sysdesign: 1
flows:
  read: { rate: 5/s }
\`\`\`

\`\`\`yaml
flows: { not: ours }
\`\`\`

> Of the review:
>
> ~~~yml sysdesign
>flows:
>   write: { rate: 1/s }
> ~~~
`;

it('joins the spec blocks of a design doc and no others', async () => {
  expect(plainValue((await load({ 'doc.md': DOC }, 'doc.md')).root)).toEqual({
    sysdesign: 1,
    flows: { read: { rate: '5/s' }, write: { rate: '1/s' } },
  });
});

it('marks a conflict between two blocks at the second', async () => {
  const text = `${DOC}\n\`\`\`yaml sysdesign\nflows: { read: { rate: 6/s } }\n\`\`\`\n`;
  const findings = await findingsOf({ 'doc.md': text }, 'doc.md');
  expect(findings.map((finding) => [finding.rule, finding.at?.start])).toEqual([['source/conflict', text.indexOf('6/s')]]);
});

it('marks a YAML mistake where it stands in the document', async () => {
  const text = `${DOC}\n- item\n  \`\`\`yaml sysdesign\n  a: "b\n  c: 1\n  \`\`\`\n`;
  const findings = await findingsOf({ 'doc.md': text }, 'doc.md');
  expect(findings.map((finding) => [finding.rule, finding.at?.start])).toEqual([['yaml/quote', text.indexOf('"b')]]);
});

it('says so when a document holds no spec', async () => {
  expect((await findingsOf({ 'doc.md': '# Nothing\n\n```yaml\na: 1\n```\n' }, 'doc.md')).map((finding) => finding.rule)).toEqual([
    'markdown/no-spec',
  ]);
});

it('takes no fence inside another for a spec', async () => {
  const text = '````markdown\n```yaml sysdesign\na: 1\n```\n````\n';
  expect((await findingsOf({ 'doc.md': text }, 'doc.md')).map((finding) => finding.rule)).toEqual(['markdown/no-spec']);
});

it('reads a block indented by a tab', async () => {
  const { root } = await load({ 'doc.md': '1. x\n\t```yaml sysdesign\n\ta: 1\n\tb:\n\t  c: "2"\n\t```\n' }, 'doc.md');
  expect(plainValue(root)).toEqual({ a: 1, b: { c: '2' } });
});

it('includes the blocks of a document', async () => {
  const { root } = await load({ 'spec.yaml': 'include: doc.md\nname: x\n', 'doc.md': DOC });
  expect(plainValue(root)).toMatchObject({ name: 'x', flows: { read: { rate: '5/s' } } });
});

it('marks an empty block', async () => {
  const findings = await findingsOf({ 'doc.md': 'x\n\n```yaml sysdesign\n```\n' }, 'doc.md');
  expect(findings.map((finding) => [finding.rule, marked(finding)])).toEqual([['yaml/empty', '']]);
});

it.each([
  ['```yaml\nsysdesign: 1\nname: x\n```\n', 'yaml'],
  ['```yml\nflows: {}\ncomponents: {}\n```\n', 'yml'],
  ['```yaml sysdesing\nname: x\n```\n', 'yaml sysdesing'],
  ['```sysdesign\nname: x\n```\n', 'sysdesign'],
  ['~~~ yaml, sysdesign\nname: x\n~~~\n', 'yaml, sysdesign'],
])('of a document without a spec, names the block that is nearly one: %j', async (text, fence) => {
  const [finding, ...more] = await findingsOf({ 'doc.md': `# Doc\n\n${text}` }, 'doc.md');
  expect(more).toEqual([]);
  expect(finding).toMatchObject({ rule: 'markdown/no-spec', suggestion: 'yaml sysdesign' });
  expect(marked(finding)).toBe(fence);
});

it('takes no other block for one', async () => {
  const text = '```yaml\nservices: { web: {} }\ndata: 5\n```\n\n```sh\nsysdesign estimate\n```\n\n```yaml system\na: 1\n```\n';
  const [finding] = await findingsOf({ 'doc.md': text }, 'doc.md');
  expect(finding).toMatchObject({ rule: 'markdown/no-spec', at: { start: 0, end: 0 } });
  expect(finding?.suggestion).toBeUndefined();
});

it('warns of a misspelt fence beside a spec, and not of YAML that is shown', async () => {
  const text = `${DOC}\n\`\`\`yaml sysdesing\nsummary: Lost\n\`\`\`\n\n\`\`\`yaml\nsysdesign: 1\nname: shown\n\`\`\`\n`;
  const findings = await findingsOf({ 'doc.md': text }, 'doc.md');
  expect(findings.map((finding) => [finding.rule, finding.severity, marked(finding)])).toEqual([
    ['markdown/near-block', 'warning', 'yaml sysdesing'],
  ]);
});
