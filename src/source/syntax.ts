import type { YAMLParseError } from 'yaml';
import type { Finding } from '../core/index.js';
import { rangeIn, type Slice } from './slice.js';

export function syntaxFindings(slice: Slice, errors: readonly YAMLParseError[]): readonly Finding[] {
  return errors.slice(0, 1).map((error) => ({ rule: 'yaml/syntax', severity: 'error', message: error.message.slice(0, 100), at: rangeIn(slice, error.pos[0], error.pos[1]) }));
}
