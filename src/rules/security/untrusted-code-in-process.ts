import { defineRule } from '../rule.js';

/** Untrusted + execution -> sandbox. */
export const untrustedCodeInProcess = defineRule({
  id: 'security/untrusted-code-in-process',
  on: 'component',
  severity: 'error',
  confidence: 'high',
  evidence: 'contradiction',
  attribute: 'security',
  since: '0.1.0',
  docs: {
    what: 'Code of users runs in the process of a service (`usersCode: process`).',
    why: 'It reads the memory, the keys and the connections of the service, and so the data of all other users; a loop in it stops everybody.',
    cost: 'A start of its own for each run (milliseconds to seconds), limits to set, images to keep up to date.',
    source: 'Agache et al., Firecracker: Lightweight Virtualization for Serverless Applications, NSDI (2020)',
    falsePositives: 'The language itself confines the code and nothing else can be reached; then it is a sandbox.',
    good: `sysdesign: 1
name: judge
flows:
  submit: { kind: write, rate: 10 req/s, path: runner }
components:
  runner: { kind: service, usersCode: microVm }
`,
    bad: `sysdesign: 1
name: judge
flows:
  submit: { kind: write, rate: 10 req/s, path: runner }
components:
  runner: { kind: service, usersCode: process }
`,
  },
  reads: [],
  message: '"{component}" runs code of users in its own process',
  help: 'run it in a sandbox or a virtual machine of its own, with limits of time, memory and network',
  *check({ name, usersCode }) {
    if (usersCode === 'process') yield { subject: `components.${name}`, because: 'structure', slots: { component: name } };
  },
});
