import { mayHoldDirectives } from '../source/index.js';
import type { Model } from '../spec/index.js';
import type { RulesConfig } from './config.js';

/** Whether anything accepts findings of a spec: most specs pay for no more than this. */
export const mayAccept = ({ waivers, tree }: Model, config: RulesConfig): boolean =>
  waivers.length > 0 || (config.waivers?.length ?? 0) > 0 || tree.files.some(mayHoldDirectives);
