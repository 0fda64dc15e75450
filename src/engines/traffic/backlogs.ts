import { type Context, type Definers, type Definition, formula, type LoadCase, type MissingPath, unstated } from '../../facts/index.js';
import { add, cond, div, type Expr, greater, max, mul, num, sub } from '../../quantity/index.js';

/** Messages that arrive at a queue. */
type Messages = (context: Context, queue: string, load: LoadCase) => Expr;

/**
 * The backlog of a consumer with a stated rate, as a fluid: in a spike messages arrive faster than they are consumed, and after it, at the
 * mean rate, the backlog drains.
 * @source L. Kleinrock, Queueing Systems II (1976), sec. 2.7: fluid approximation
 */
export function backlogFacts(messages: Messages): Definers {
  const rateOf = (context: Context, queue: string, consumer: string): Expr | undefined =>
    context.stated('components.*.consumers.*.rate', queue, consumer);
  const noRate = (queue: string, consumer: string): Definition => unstated(`components.${queue}.consumers.${consumer}.rate`);

  /** Messages that arrive on average beyond the rate of a consumer: as fast does what waits for it grow. */
  const backlog = (context: Context, queue: string, consumer: string): Definition => {
    const rate = rateOf(context, queue, consumer);
    return rate ? formula(max(num(0), sub(messages(context, queue, 'mean'), rate))) : noRate(queue, consumer);
  };

  const headroom =
    (load: 'mean' | 'peak') =>
    (context: Context, queue: string, consumer: string): Definition => {
      const rate = rateOf(context, queue, consumer);
      return rate ? formula(div(rate, messages(context, queue, load))) : noRate(queue, consumer);
    };

  /** How long a spike lasts at a queue: a flow whose spike ends earlier still counts for the longest. */
  const lasts = (context: Context, queue: string, spike: string): Expr | undefined => {
    const { calls = [] } = context.model.components.get(queue) ?? {};
    const flows = [...new Set(calls.map((call) => call.flow))].filter((flow) => context.model.flows.get(flow)?.spikes.includes(spike));
    const [first, ...rest] = flows.map(
      (flow) => context.stated('flows.*.spikes.*.lasts', flow, spike) ?? context.unstated(`flows.${flow}.spikes.${spike}.lasts`),
    );
    return first && max(first, ...rest);
  };

  /** Messages that a consumer takes in a second at peak: as stated, else what it carries of the messages that arrive then. */
  const takenAtPeak = (context: Context, queue: string, consumer: string): Expr =>
    rateOf(context, queue, consumer) ?? mul(context.ref('components.*.headroom', consumer), messages(context, queue, 'peak'));

  /** How long the daily peak lasts: the window that it is stated with, else an hour, as the peak is the busiest hour. */
  const peakLasts = (context: Context, queue: string): Expr => {
    const { calls = [] } = context.model.components.get(queue) ?? {};
    const hour = div(context.convention('day'), num(24));
    const [first, ...rest] = [...new Set(calls.map(({ flow }) => flow))].map(
      (flow) => (context.formOf('flows.*.peak', flow) === 'window' ? context.partOf('window', 'flows.*.peak', flow) : undefined) ?? hour,
    );
    return first ? max(first, ...rest) : hour;
  };

  const depthAtPeak = (context: Context, queue: string, consumer: string): Definition =>
    formula(mul(max(num(0), sub(messages(context, queue, 'peak'), takenAtPeak(context, queue, consumer))), peakLasts(context, queue)));

  const depth = (context: Context, queue: string, consumer: string, spike: string): Definition => {
    const [rate, time] = [rateOf(context, queue, consumer), lasts(context, queue, spike)];
    if (!rate) return noRate(queue, consumer);
    if (!time) return unstated({ text: `spikes of ${queue}` });
    return formula(mul(max(num(0), sub(messages(context, queue, `spike.${spike}`), rate)), time));
  };

  /** A definition over what waits when the spike ends, the rate of the consumer and what else arrives then. */
  const ofDepth =
    (of: (parts: { readonly depth: Expr; readonly rate: Expr; readonly after: Expr }) => Expr) =>
    (context: Context, queue: string, consumer: string, spike: string): Definition => {
      const rate = rateOf(context, queue, consumer);
      if (!rate) return noRate(queue, consumer);
      if (!lasts(context, queue, spike)) return unstated({ text: `spikes of ${queue}` });
      const at = context.ref('components.*.consumers.*.depth.spike.*', queue, consumer, spike);
      return formula(of({ depth: at, rate, after: messages(context, queue, 'mean') }));
    };

  /**
   * Messages that wait longer than an age: those that arrive when the backlog exceeds what is consumed in that time. In the spike the
   * backlog grows linearly, so that the last 1 - age x rate / depth of its messages are late; after it, those that arrive until the backlog
   * has fallen below that, if ever.
   */
  const older = (
    context: Context,
    age: Expr | undefined,
    field: MissingPath,
    [queue, consumer, spike]: readonly [queue: string, consumer: string, spike: string],
  ): Definition => {
    const [rate, time] = [rateOf(context, queue, consumer), lasts(context, queue, spike)];
    if (!rate) return noRate(queue, consumer);
    if (!time) return unstated({ text: `spikes of ${queue}` });
    if (!age) return unstated(field);
    const at = context.ref('components.*.consumers.*.depth.spike.*', queue, consumer, spike);
    const over = max(num(0), sub(at, mul(age, rate)));
    const after = messages(context, queue, 'mean');
    const within = mul(messages(context, queue, `spike.${spike}`), time, div(over, at));
    const later = div(mul(after, over), max(num(0), sub(rate, after)));
    return formula(cond(greater(over, num(0)), add(within, later), num(0)));
  };

  return {
    'components.*.lasts.spike.*': (context, name, spike) => {
      const time = lasts(context, name, spike);
      return time ? formula(time) : unstated({ text: `spikes of ${name}` });
    },
    'components.*.consumers.*.backlog': backlog,
    'components.*.consumers.*.headroom': headroom('mean'),
    'components.*.consumers.*.headroom.peak': headroom('peak'),
    'components.*.consumers.*.depth.peak': depthAtPeak,
    // The last message of the hour is taken when all before it are.
    'components.*.consumers.*.delay.peak': (context, queue, consumer) =>
      formula(div(context.ref('components.*.consumers.*.depth.peak', queue, consumer), takenAtPeak(context, queue, consumer))),
    'components.*.consumers.*.depth.spike.*': depth,
    // The last message of the spike is consumed after all before it.
    'components.*.consumers.*.delay.spike.*': ofDepth(({ depth: waiting, rate }) => div(waiting, rate)),
    'components.*.consumers.*.drain.spike.*': ofDepth(({ depth: waiting, rate, after }) =>
      cond(greater(waiting, num(0)), div(waiting, max(num(0), sub(rate, after))), num(0)),
    ),
    'components.*.consumers.*.late.spike.*': (context, queue, consumer, spike) =>
      older(
        context,
        context.stated('components.*.consumers.*.deadline', queue, consumer),
        `components.${queue}.consumers.${consumer}.deadline`,
        [queue, consumer, spike],
      ),
    'components.*.consumers.*.lost.spike.*': (context, queue, consumer, spike) =>
      older(context, context.stated('components.*.retention', queue), `components.${queue}.retention`, [queue, consumer, spike]),
  };
}
