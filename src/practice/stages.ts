/** The stages of an interview of 45 minutes; the last one comes after it. */
export const STAGES = [
  { id: 'purpose', title: 'Purpose', minutes: 1 },
  { id: 'functional', title: 'Actors and requirements', minutes: 3 },
  { id: 'quality', title: 'Qualities', minutes: 3 },
  { id: 'constraints', title: 'Constraints', minutes: 1 },
  { id: 'estimates', title: 'Estimates', minutes: 2 },
  { id: 'entities', title: 'Entities', minutes: 2 },
  { id: 'api', title: 'API', minutes: 3 },
  { id: 'design', title: 'Design', minutes: 8 },
  { id: 'data', title: 'Data model', minutes: 4 },
  { id: 'depth', title: 'Deep dive', minutes: 9 },
  { id: 'failure', title: 'Failure', minutes: 3 },
  { id: 'observability', title: 'Observability', minutes: 2 },
  { id: 'optimize', title: 'Optimize', minutes: 1 },
  { id: 'verify', title: 'Verify', minutes: 1 },
  { id: 'wrap-up', title: 'Wrap-up', minutes: 2 },
  { id: 'reflection', title: 'Reflection', minutes: 0 },
] as const;
export type StageId = (typeof STAGES)[number]['id'];

export const LENGTHS = [15, 30, 45, 60] as const;
export type Length = (typeof LENGTHS)[number];

/** Seconds of a stage in an interview of that length; null where no clock runs. */
export function secondsOf(stage: StageId, length: Length): number | null {
  const minutes = STAGES.find(({ id }) => id === stage)?.minutes ?? 0;
  return minutes === 0 ? null : Math.round((minutes * 60 * length) / 45);
}
