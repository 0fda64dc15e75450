import type { Calls } from './calls.js';
import type { Design, Step } from './design.js';
import type { Case } from './flows.js';
import { product, sum } from './number.js';

export type Amount = 'rate' | 'read' | 'write' | 'ingress' | 'egress' | 'replication' | 'concurrency' | 'busy';

/** Load of components at a time. */
export class Load {
  readonly design: Design;
  readonly calls: Calls;

  constructor(calls: Calls) {
    this.calls = calls;
    this.design = calls.design;
  }

  /** The value of a peak: the larger of two hours where a flow peaks apart from the others. */
  atPeak(component: string, of: (when: Case) => number): number {
    const apart = this.design.stepsAt(component).some(({ flow }) => this.design.isOffPeak(flow));
    return apart ? Math.max(of('peak'), of('offPeak')) : of('peak');
  }

  /** An amount in a case of load, `peak` being the larger of the two hours. */
  at(component: string, amount: Amount, when: Case): number {
    const of = (hour: Case): number => this.inHour(component, amount, hour);
    return when === 'peak' ? this.atPeak(component, of) : of(when);
  }

  /** An amount in one hour. */
  inHour(component: string, amount: Amount, when: Case): number {
    const { calls, design } = this;
    const over = (term: (step: Step) => number, which: (step: Step) => boolean = () => true): number =>
      sum(design.stepsAt(component).filter(which).map(term));
    const writes = (step: Step): boolean => step.writes;
    switch (amount) {
      case 'rate':
        return over((step) => calls.rate(step, when));
      case 'read':
        return over(
          (step) => calls.rate(step, when),
          (step) => !step.writes,
        );
      case 'write':
        return over((step) => calls.rate(step, when), writes);
      case 'ingress':
        return over((step) => calls.bytes(step, when, 'request'));
      case 'egress': {
        // A queue also sends what its consumers get.
        const taken = (step: Step): number =>
          sum(step.callees.filter(({ via }) => via === 'consume').map((callee) => calls.bytes(callee, when, 'request')));
        return over((step) => calls.bytes(step, when, 'response') + taken(step));
      }
      case 'replication':
        return over((step) => product(calls.bytes(step, when, 'request'), design.copies(component) - 1), writes);
      case 'concurrency':
        return over((step) => calls.inProgress(step, when));
      case 'busy':
        return over((step) => product(calls.rate(step, when), calls.time(component)));
    }
  }
}
