import { rows } from './row.js';

/** Findings about Markdown documents that are to hold a spec. */
export const MARKDOWN = rows({
  'markdown/blocks': {
    about: 'text',
    severity: 'error',
    meaning: 'The document holds more than 1,000 blocks of a spec. Join them: a block for each section of the document is enough.',
    example: { run: ['validate', 'design.md'], given: 'design.md holds more than 1,000 blocks of a spec' },
  },
  'markdown/near-block': {
    about: 'text',
    severity: 'warning',
    meaning: 'A fenced block begins nearly as one of a spec does, and is not read. Begin it with ```yaml sysdesign.',
    example: {
      run: ['validate', 'design.md'],
      files: { 'design.md': '```yaml sysdesign\nsysdesign: 1\nname: shop\n```\n\n```yaml sysdesing\nsummary: A shop\n```\n' },
    },
  },
  'markdown/no-spec': {
    about: 'text',
    severity: 'error',
    meaning: 'The document has no block of a spec. Begin a fenced block with ```yaml sysdesign; a block of plain YAML is not read.',
    example: { run: ['validate', 'design.md'], files: { 'design.md': '# Shop\n\n```yaml\nsysdesign: 1\nname: shop\n```\n' } },
  },
});
