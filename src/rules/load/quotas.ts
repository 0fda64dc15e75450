/** Fields of a quota, and the facts that are held against them. */
export const QUOTAS = [
  ['rate', 'components.*.rate.peak'],
  ['reads', 'components.*.read.peak'],
  ['writes', 'components.*.write.peak'],
  ['network', 'components.*.demand.network.peak'],
  ['connections', 'components.*.demand.connections.peak'],
] as const;
