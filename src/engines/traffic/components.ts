import { type Context, type Definer, type Definition, formula, unstated } from '../../facts/index.js';
import { add, cond, div, type Expr, exp, greater, log, max, min, mul, num, pow, sub } from '../../quantity/index.js';
import type { Component, Flow, Step } from '../../spec/index.js';
import { type LoadCase, peaksApart } from '../load-cases.js';
import { bytesOf, callsOf, hitOf, inProgress, messagesOf } from './calls.js';

/** Standard normal score of the 99th percentile. */
const Z99 = 2.3263478740408408;

const componentOf = (context: Context, name: string): Component => context.model.components.get(name) as Component;

/** A load that is the sum over the steps at a component; its peak is the larger of two hours where an off-peak flow takes part. */
function overSteps(
  stem: string,
  term: (context: Context, step: Step, load: LoadCase) => Expr,
  counts: (step: Step) => boolean = () => true,
) {
  return (load: LoadCase): Definer =>
    (context, name = '', spike) => {
      const whole = spike === undefined ? load : `${load}.${spike}`;
      const steps = componentOf(context, name).steps.filter(counts);
      if (
        whole === 'peak' &&
        peaksApart(
          context.model,
          steps.map((step) => step.flow),
        )
      )
        return largerHour(context, `components.${name}.${stem}`);
      return formula(add(...steps.map((step) => term(context, step, whole))));
    };
}

const largerHour = (context: Context, stem: string): Definition =>
  formula(max(context.ref(`${stem}.onPeak`), context.ref(`${stem}.offPeak`)));

const CASES = ['mean', 'peak', 'spike', 'onPeak', 'offPeak'] as const;

function eachCase(stem: string, definer: (load: LoadCase) => Definer): Readonly<Record<string, Definer>> {
  return Object.fromEntries(CASES.map((load) => [`components.*.${stem}.${load === 'spike' ? 'spike.*' : load}`, definer(load)]));
}

/** What a queue hands on to its consumers leaves it too. */
function egress(load: LoadCase): Definer {
  const answers = overSteps('egress', (context, step, whole) => bytesOf(context, step, whole, 'response'));
  return (context, name = '', spike) => {
    const component = componentOf(context, name);
    if (!component.isQueue) return answers(load)(context, name, ...(spike === undefined ? [] : [spike]));
    const whole = spike === undefined ? load : `${load}.${spike}`;
    if (
      whole === 'peak' &&
      peaksApart(
        context.model,
        component.steps.map((step) => step.flow),
      )
    )
      return largerHour(context, `components.${name}.egress`);
    const handedOn = component.steps.flatMap((step) => step.callees.filter((callee) => callee.via === 'consume'));
    return formula(
      add(
        ...component.steps.map((step) => bytesOf(context, step, whole, 'response')),
        ...handedOn.map((step) => bytesOf(context, step, whole, 'request')),
      ),
    );
  };
}

/** Written bytes go to every other copy: write bytes x (copies - 1). */
function replication(context: Context, step: Step, load: LoadCase): Expr {
  return mul(bytesOf(context, step, load, 'request'), sub(context.ref(`components.${step.component}.copies`), num(1)));
}

/**
 * Mean own time of a call: as stated, else the mean of the log-normal through p50 and p99, p50 exp(s^2 / 2) with s = ln(p99 / p50) / z99.
 * @source E. L. Crow, K. Shimizu, Lognormal Distributions (1988), ch. 1
 */
function ownTime(context: Context, name: string): Definition {
  const each = `components.${name}.each`;
  const stated = context.stated(`${each}.serviceTime`);
  if (stated) return formula(stated);
  const p50 = context.stated(`${each}.p50`);
  const p99 = context.stated(`${each}.p99`);
  if (!p50 || !p99) return unstated(`${each}.serviceTime`);
  return formula(mul(p50, exp(div(pow(div(log(div(p99, p50)), num(Z99)), num(2)), num(2)))));
}

/** Copies of each byte: the replication factor, or (data + parity) / data of an erasure code, or one. */
function copies(context: Context, name: string): Definition {
  const at = `components.${name}.replication`;
  const factor = context.stated(`${at}.factor`) ?? context.stated(at);
  if (factor) return formula(factor);
  const data = context.stated(`${at}.data`);
  const parity = context.stated(`${at}.parity`);
  return formula(data && parity ? div(add(data, parity), data) : num(1));
}

/** Messages that arrive at a queue: its calls, unless some of them carry several. */
function messages(context: Context, queue: string, load: LoadCase): Expr {
  const { steps } = componentOf(context, queue);
  if (steps.every((step) => step.batch === null)) return context.ref(`components.${queue}.rate.${load}`);
  const flows = steps.map((step) => step.flow);
  const hours = load === 'peak' && peaksApart(context.model, flows) ? ['onPeak', 'offPeak'] : [load];
  const [first, ...rest] = hours.map((hour) => add(...steps.map((step) => messagesOf(context, step, hour))));
  return max(first as Expr, ...rest);
}

/**
 * Share of the messages arriving that a consumer with a stated rate takes at once; the rest waits in the queue: min(A, max(s, mean A)) / A
 * with A the messages arriving and s the stated rate (it cannot stay below the mean for ever).
 */
function consumedShare(load: LoadCase): Definer {
  return (context, queue = '', consumer = '', spike) => {
    const rate = componentOf(context, queue).consumers.find((candidate) => candidate.component === consumer)?.rate;
    if (rate === undefined || rate === null) return formula(num(1));
    const whole = spike === undefined ? load : `${load}.${spike}`;
    const arriving = messages(context, queue, whole);
    const mean = messages(context, queue, 'mean');
    const taken = min(arriving, max(context.stated(rate) as Expr, mean));
    return formula(cond(greater(arriving, num(0)), div(taken, arriving), num(1)));
  };
}

/** Known only where the spec tells what is asked on a miss: what nothing stands behind has all of it. */
function stepHit(context: Context, name: string, index: string): Definition {
  const step = (context.model.flows.get(name) as Flow).steps[Number(index) - 1] as Step;
  return step.callees.some(({ via }) => via === 'miss') ? formula(hitOf(context, step)) : unstated(`${step.path}.miss`);
}

function stepConcurrency(load: LoadCase): Definer {
  return (context, name = '', index = '', spike) => {
    const step = (context.model.flows.get(name) as Flow).steps[Number(index) - 1] as Step;
    return formula(inProgress(context, step, spike === undefined ? load : `${load}.${spike}`));
  };
}

const concurrency = overSteps('concurrency', (context, step, load) =>
  context.ref(`flows.${step.flow}.calls.${step.index}.concurrency.${load}`),
);

const timesTime =
  (load: LoadCase): Definer =>
  (context, name = '', spike) =>
    formula(
      mul(context.ref(`components.${name}.rate.${load}${spike === undefined ? '' : `.${spike}`}`), context.ref(`components.${name}.time`)),
    );

const perInstance =
  (load: LoadCase): Definer =>
  (context, name = '', spike) =>
    formula(
      div(
        context.ref(`components.${name}.rate.${load}${spike === undefined ? '' : `.${spike}`}`),
        context.ref(`components.${name}.serving`),
      ),
    );

/** Calls at peak that a cache passes on: what it does not have, or, while it is empty, everything. */
function misses(context: Context, name: string, warm: boolean): Definition {
  const steps = componentOf(context, name).steps.filter((step) => step.callees.some((callee) => callee.via === 'miss'));
  if (steps.length === 0) return unstated(`miss of ${name}`);
  return formula(add(...steps.map((step) => mul(callsOf(context, step, 'peak'), warm ? sub(num(1), hitOf(context, step)) : num(1)))));
}

/** Facts of components under the calls that reach them: rates, reads and writes, bytes, work in progress. */
export const componentFacts: Readonly<Record<string, Definer>> = {
  ...eachCase('rate', overSteps('rate', callsOf)),
  ...eachCase(
    'read',
    overSteps('read', callsOf, (step) => !step.writes),
  ),
  ...eachCase(
    'write',
    overSteps('write', callsOf, (step) => step.writes),
  ),
  ...eachCase(
    'ingress',
    overSteps('ingress', (context, step, load) => bytesOf(context, step, load, 'request')),
  ),
  ...eachCase('egress', egress),
  ...eachCase(
    'replication',
    overSteps('replication', replication, (step) => step.writes),
  ),
  ...eachCase('concurrency', concurrency),
  ...eachCase('busy', timesTime),
  ...eachCase('perInstance', perInstance),
  ...eachCase('consumers.*.share', consumedShare),
  ...Object.fromEntries(CASES.map((load) => [`flows.*.calls.*.concurrency.${load === 'spike' ? 'spike.*' : load}`, stepConcurrency(load)])),
  'components.*.readBy.*': (context, name = '', flow = '') =>
    formula(
      add(
        ...componentOf(context, name)
          .steps.filter((step) => !step.writes && step.flow === flow)
          .map((step) => callsOf(context, step, 'mean')),
      ),
    ),
  'flows.*.calls.*.hit': (context, name = '', index = '') => stepHit(context, name, index),
  'cache.*.misses.peak': (context, name = '') => misses(context, name, true),
  'cache.*.misses.cold': (context, name = '') => misses(context, name, false),
  'components.*.time': (context, name = '') => ownTime(context, name),
  'components.*.copies': (context, name = '') => copies(context, name),
};
