import { type Compiled, compile, type Structure } from '../../math/index.js';

/** Diagrams are of structures, not of numbers: flows that hang together alike, scenarios and changes share them. */
const KNOWN = new Map<string, Compiled>();
const MOST = 500;

/** The diagram of a structure over so many events: the one of an equal structure, if there was one. */
export function diagramOf(top: Structure, events: number): Compiled {
  const key = `${events} ${textOf(top)}`;
  let diagram = KNOWN.get(key);
  if (!diagram) {
    diagram = compile(top, events);
    if (KNOWN.size >= MOST) KNOWN.clear();
    KNOWN.set(key, diagram);
  }
  return diagram;
}

/** Each part once, identified by the numbers of its parts: as long as the structure has parts, however often they are shared. */
function textOf(top: Structure): string {
  const numbers = new Map<Structure, number>();
  const byText = new Map<string, number>();
  const numberOf = (part: Structure): number => numbers.get(part) as number;
  // Without recursion: this structure nests as deep as there are places.
  const stack = [top];
  for (let part = stack.at(-1); part; part = stack.at(-1)) {
    const below = part.op === 'event' ? [] : part.op === 'not' ? [part.of] : part.of;
    const open = numbers.has(part) ? [] : below.filter((one) => !numbers.has(one));
    if (open.length > 0) {
      for (let i = open.length - 1; i >= 0; i--) stack.push(open[i] as Structure);
      continue;
    }
    stack.pop();
    if (numbers.has(part)) continue;
    const text =
      part.op === 'event'
        ? `e${part.event}`
        : part.op === 'not'
          ? `!${numberOf(part.of)}`
          : `${part.op === 'atLeast' ? part.k : part.op[0]}(${part.of.map(numberOf).join()})`;
    const number = byText.get(text) ?? byText.size;
    byText.set(text, number);
    numbers.set(part, number);
  }
  return [...byText.keys()].join(' ');
}
