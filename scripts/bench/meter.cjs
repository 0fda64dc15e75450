// Loaded first into a process under measurement: at its end it writes its CPU time (us, user and system) and its peak memory (KiB) to descriptor 3.
process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  require('node:fs').writeSync(3, JSON.stringify({ cpu: user + system, memory: process.resourceUsage().maxRSS }));
});
