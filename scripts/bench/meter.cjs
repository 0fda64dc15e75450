// Loaded first into a process under measurement: at its end it writes its CPU time (us, user and system) and its peak memory (KiB) to descriptor 3.
process.on('exit', () => {
  // Node would write the compiled code that it keeps after this, uncounted.
  require('node:module').flushCompileCache?.();
  const { user, system } = process.cpuUsage();
  require('node:fs').writeSync(3, JSON.stringify({ cpu: user + system, memory: process.resourceUsage().maxRSS }));
});
