import type { Context } from '../../facts/index.js';
import type { Call, Component, Flow } from '../../spec/index.js';

// Definitions get names from the model only, so that what bears them exists.

export const componentOf = ({ model }: Context, name: string): Component => model.components.get(name) as Component;

export const flowOf = ({ model }: Context, name: string): Flow => model.flows.get(name) as Flow;

/** @param index of the call in its flow, from 1 */
export const callOf = (context: Context, flow: string, index: string): Call => flowOf(context, flow).calls[Number(index) - 1] as Call;
