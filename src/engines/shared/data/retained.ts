import type { Context } from '../../../facts/index.js';
import type { Component } from '../../../spec/index.js';

/** Whether a component keeps messages for its retention: a log does, unless the spec states what data lies in it. */
export const keepsMessages = (context: Context, { name, kind, data }: Component): boolean => {
  const form = kind === 'stream' && data.length === 0 ? context.formOf('components.*.retention', name) : undefined;
  return form !== undefined && form !== 'forever';
};
