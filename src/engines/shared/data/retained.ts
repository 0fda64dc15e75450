import type { Context } from '../../../facts/index.js';
import type { Component } from '../../../spec/index.js';

/** Whether a component keeps messages for its retention: a log does, unless the spec states what data lies in it. */
export const keepsMessages = (context: Context, { name, traits, data }: Component): boolean => {
  const form = traits.isLog && data.length === 0 ? context.formOf('components.*.retention', name) : undefined;
  return form !== undefined && form !== 'forever';
};
