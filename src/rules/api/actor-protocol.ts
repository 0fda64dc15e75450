import type { Flow } from '../../spec/index.js';

/** Whether the actor of a flow speaks a protocol: as the flow states, or its own calls. */
export const speaks = ({ protocol, calls }: Flow, asked: NonNullable<Flow['protocol']>): boolean =>
  calls.length === 0 ? protocol === asked : calls.some((call) => call.caller === null && call.protocol === asked);
