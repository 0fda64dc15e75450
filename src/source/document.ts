import { Composer, type CST, type Document, Parser, YAMLParseError } from 'yaml';

/** What the YAML parser makes of a text. */
export interface ParsedDocument {
  /** None where too much is wrong to make any. */
  readonly contents: Document.Parsed['contents'];
  readonly errors: readonly YAMLParseError[];
}

/** Past so many, the parser stops: each costs an object with a stack trace, and a finding is told of the first hundred at most. */
const MOST_ERRORS = 1000;

class TooManyErrors extends Error {}

/** One YAML 1.2 document; its keys may be there twice, which the builder of the tree finds without comparing each with each other. */
export function documentOf(text: string): ParsedDocument {
  const errors: YAMLParseError[] = [];
  const composer = new Composer({ version: '1.2', schema: 'core', prettyErrors: false, uniqueKeys: false });
  // As the composer's own, which keeps all of them; it offers no other way to end early.
  Object.defineProperty(composer, 'onError', {
    value: (source: ErrorPlace, code: YAMLParseError['code'], message: string, isWarning?: boolean): void => {
      if (isWarning === true) return;
      if (errors.length >= MOST_ERRORS) throw new TooManyErrors();
      errors.push(new YAMLParseError(rangeOf(source), code, message));
    },
  });
  let document: Document.Parsed | undefined;
  try {
    for (const one of composer.compose(upToErrors(new Parser().parse(text)), true, text.length)) {
      if (document === undefined) {
        document = one as Document.Parsed;
        continue;
      }
      errors.push(new YAMLParseError([one.range[0], one.range[1]], 'MULTIPLE_DOCS', 'Source contains multiple documents'));
      break;
    }
  } catch (error) {
    if (error instanceof TooManyErrors) return { contents: null, errors };
    // The parser calls itself for each key that stands in the value of another, as in `a: b: c:`.
    if (error instanceof RangeError) return { contents: null, errors: [new YAMLParseError([0, 1], 'RESOURCE_EXHAUSTION', error.message)] };
    throw error;
  }
  return { contents: document?.contents ?? null, errors: [...(document?.errors ?? []), ...errors] };
}

type ErrorPlace = number | readonly [number, number, number?] | { readonly offset: number; readonly source?: string };

function rangeOf(source: ErrorPlace): [number, number] {
  if (typeof source === 'number') return [source, source + 1];
  if ('offset' in source) return [source.offset, source.offset + (source.source?.length ?? 1)];
  return [source[0], source[1]];
}

/** The tokens of a text, up to where the parser has found too many that fit nowhere. */
function* upToErrors(tokens: Iterable<CST.Token>): Generator<CST.Token> {
  let errors = 0;
  for (const token of tokens) {
    if (token.type === 'error' && ++errors > MOST_ERRORS) return;
    yield token;
  }
}
