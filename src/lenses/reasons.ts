/** Whether what keeps a fact unknown is a path to state (`flows.read.response`), and no sentence. */
export const isPath = (reason: string): boolean => /^[A-Za-z][\w-]*(\.[\w-]+)*$/.test(reason);
