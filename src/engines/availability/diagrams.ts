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
  const visit = (part: Structure): number => {
    const known = numbers.get(part);
    if (known !== undefined) return known;
    const text =
      part.op === 'event'
        ? `e${part.event}`
        : part.op === 'not'
          ? `!${visit(part.of)}`
          : `${part.op === 'atLeast' ? part.k : part.op[0]}(${part.of.map(visit).join()})`;
    const number = byText.get(text) ?? byText.size;
    byText.set(text, number);
    numbers.set(part, number);
    return number;
  };
  visit(top);
  return [...byText.keys()].join(' ');
}
