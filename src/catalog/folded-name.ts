/** `LOCAL_QUORUM`, `local-quorum` and `localQuorum` are the same. */
export const foldedName = (name: string): string => name.toLowerCase().replace(/[\s_-]+/g, '');
