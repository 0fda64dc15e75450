import { type Component, classWith, type Model } from '../../spec/index.js';
import { defineRule } from '../rule.js';

/** A container alone is a weak wall before data that matters. */
export const untrustedCodeSharesKernel = defineRule({
  id: 'security/untrusted-code-shares-kernel',
  on: 'component',
  severity: 'warning',
  confidence: 'medium',
  evidence: 'contradiction',
  attribute: 'security',
  since: '0.1.0',
  docs: {
    what: 'Code of users runs in containers, in a component that also reads or writes data that must be protected.',
    why: 'Containers share the kernel of their host: one flaw in it, and the code reaches everything else there, the credentials for the data among it.',
    cost: 'Micro virtual machines and user-space kernels start more slowly and take some of the speed of system calls.',
    source: 'NIST SP 800-190, Application Container Security Guide (2017), section 3.5.2',
    falsePositives: 'The containers run on hosts of their own, without a way to the data.',
    good: `sysdesign: 1
name: judge
flows:
  submit: { kind: write, rate: 10 req/s, path: runner -> db }
components:
  runner: { kind: service, usersCode: microVm }
  db: { kind: database }
data:
  users: { in: db, item: 1 kB, addedBy: submit, keep: 1 year, class: personal }
`,
    bad: `sysdesign: 1
name: judge
flows:
  submit: { kind: write, rate: 10 req/s, path: runner -> db }
components:
  runner: { kind: service, usersCode: container }
  db: { kind: database }
data:
  users: { in: db, item: 1 kB, addedBy: submit, keep: 1 year, class: personal }
`,
  },
  reads: [],
  message: '"{component}" runs code of users in containers and calls "{store}", which holds {class} data',
  help: 'run it in a sandbox or a virtual machine (usersCode: sandbox or microVm), or in a component that cannot reach "{store}"',
  *check(component, { model }) {
    if (component.usersCode !== 'container') return;
    const found = guardedBelow(component, model);
    if (found)
      yield {
        subject: `components.${component.name}`,
        because: 'structure',
        slots: { component: component.name, store: found.store, class: found.class },
        related: [{ path: `data.${found.data}`, message: 'what it may reach' }],
      };
  },
});

/** Protected data in a store that a component calls itself. */
function guardedBelow(
  { calls }: Component,
  model: Model,
): { readonly store: string; readonly data: string; readonly class: string } | undefined {
  for (const { component: store } of calls.flatMap(({ callees }) => callees))
    for (const data of model.components.get(store)?.data ?? []) {
      const found = classWith('isSensitive', model.data.get(data)?.classes);
      if (found) return { store, data, class: found };
    }
  return undefined;
}
