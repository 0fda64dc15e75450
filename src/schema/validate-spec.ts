import type { Finding } from '../core/index.js';
import { type MapNode, plainValue } from '../source/index.js';
import { explain } from './explain.js';
import { CONFIG_SHAPE, SHAPE } from './generated/shapes.js';
import validateConfigShape from './generated/validate-config.js';
import validateSpecShape from './generated/validate-spec.js';
import type { Shapes } from './shape.js';
import type { Validate } from './validate.js';

/** What is wrong with the shape of a spec (`schemas/spec.schema.json`): one finding a mistake, at most 50, in the order of the text. */
export const validateSpec = (root: MapNode): readonly Finding[] => judge('spec', root, validateSpecShape, SHAPE);

/** The same for a configuration (`schemas/config.schema.json`). */
export const validateConfig = (root: MapNode): readonly Finding[] => judge('config', root, validateConfigShape, CONFIG_SHAPE);

function judge(noun: string, root: MapNode, validate: Validate, shapes: Shapes): readonly Finding[] {
  if (validate(plainValue(root))) return [];
  return explain({ noun, root, shapes }, validate.errors ?? []);
}
