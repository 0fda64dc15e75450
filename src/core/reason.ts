/** The reason given for facts that nothing computes yet. */
export const NOT_COMPUTED = 'not yet computed';

/** Whether what keeps a fact unknown is a path to state (`flows.read.response`), and no sentence. */
export const isPath = (reason: string): boolean => /^[A-Za-z][\w-]*(\.[\w-]+)*$/.test(reason);
