/** `p50`, `p999`: how a percentile is called. @param share of what takes at most so long */
export const percentileName = (share: number): string => `p${`${Number((share * 100).toPrecision(6))}`.replace('.', '')}`;
