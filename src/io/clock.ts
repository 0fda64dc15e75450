/** The only source of the time of day. */
export interface Clock {
  /** `YYYY-MM-DD`, in UTC so that a run does not depend on where it happens. */
  today(): string;
}

export const nodeClock = (): Clock => ({ today: () => new Date().toISOString().slice(0, 10) });

export const fixedClock = (day: string): Clock => ({ today: () => day });
