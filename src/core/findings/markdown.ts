import { rows } from './row.js';

/** Findings about Markdown documents that are to hold a spec. */
export const MARKDOWN = rows({
  'markdown/no-spec': {
    about: 'text',
    severity: 'error',
    meaning: 'The document has no block of a spec. Begin a fenced block with ```yaml sysdesign; a block of plain YAML is not read.',
    example: { run: ['validate', 'design.md'], files: { 'design.md': '# Shop\n\n```yaml\nsysdesign: 1\nname: shop\n```\n' } },
  },
});
