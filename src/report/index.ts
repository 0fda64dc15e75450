import type { Document } from './document.js';
import { loadColors } from './paint.js';
import type { ReportOptions } from './types.js';

export { RULE_OF } from './check-rules.js';
export * from './document.js';
export * from './exit-code.js';
export { loadColors } from './paint.js';
export * from './types.js';

/** Renders any document. */
export type Renderer = (document: Document, options: ReportOptions) => Promise<string>;

interface Format {
  /** Loaded only when it is asked for. Without `color` it is loaded for plain output only, which is quicker. */
  readonly load: (color?: boolean) => Promise<Renderer>;
  /** Ends of file names that ask for it. */
  readonly extensions: readonly string[];
}

/** A row a format, in the order in which they are listed. */
const TABLE = {
  pretty: {
    load: async (color = true) => {
      if (color) await loadColors();
      return (await import('./pretty.js')).renderPretty;
    },
    extensions: ['txt'],
  },
  compact: { load: async () => (await import('./compact.js')).renderCompact, extensions: [] },
  json: { load: async () => (await import('./json.js')).renderJson, extensions: ['json'] },
  markdown: { load: async () => (await import('./markdown.js')).renderMarkdown, extensions: ['md', 'markdown'] },
  csv: { load: async () => (await import('./csv.js')).renderCsv, extensions: ['csv'] },
  sarif: { load: async () => (await import('./sarif.js')).renderSarif, extensions: ['sarif'] },
  github: { load: async () => (await import('./github.js')).renderGithub, extensions: [] },
  junit: { load: async () => (await import('./junit.js')).renderJunit, extensions: ['xml'] },
  'code-quality': { load: async () => (await import('./code-quality.js')).renderCodeQuality, extensions: [] },
} satisfies Record<string, Format>;

export type FormatName = keyof typeof TABLE;

const ROWS: Readonly<Record<FormatName, Format>> = TABLE;

export const FORMATS = Object.keys(TABLE) as readonly FormatName[];

export const isFormat = (name: string): name is FormatName => Object.hasOwn(TABLE, name);

/** @param color whether colors are loaded with a format that has them */
export const rendererOf = (format: FormatName, color?: boolean): Promise<Renderer> => ROWS[format].load(color);

/** The format that the end of a file's name asks for, in lower case and without its dot. */
export const formatOfExtension = (extension: string): FormatName | undefined =>
  FORMATS.find((format) => ROWS[format].extensions.includes(extension));
