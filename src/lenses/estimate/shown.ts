/** Patterns of the facts that the tables for people show, and whose absence they name. */
const SHOWN: readonly RegExp[] = [
  /^flows\.\*\.(?:rate\.(?:mean|peak|spike\.\*)|(?:ingress|egress|concurrency)\.(?:peak|spike\.\*))$/,
  /^components\.\*\.(?:(?:read|write|ingress|egress|busy|concurrency)\.peak|fleet|serving|instances|binding|cost|utilization\.(?!mean$)\w+|headroom)$/,
  /^data\.\*\.(?:item|items|growth|size\.stored)$/,
  /^(?:totals|derived)\.(?!.*(?:on|off)Peak$)/,
];

export const isShown = (pattern: string): boolean => SHOWN.some((shown) => shown.test(pattern));
