import type { Finding } from '../core/index.js';
import { comparison, quoted } from './mistake.js';
import { oddScalar, type Trap } from './odd-scalar.js';
import type { ScalarNode } from './tree.js';

/**
 * The YAML trap that a scalar of the wrong type fell into, if it is a known one: `1_000`, `017`, `1.10` for text, `yes` for a boolean, `>= 3`.
 * For callers that already know the value is not of the type wanted.
 * @param takesText whether text may stand there
 */
export function trapOf(node: ScalarNode, takesText = true): Trap | undefined {
  const { raw, value } = node;
  const foreign = oddScalar(node);
  if (foreign) return foreign;
  if (typeof value === 'string') {
    const compared = /^([<>]=?)\s*(\S.*)$/.exec(value);
    if (compared) {
      const { message, help, suggestion } = comparison(compared[1] ?? '', compared[2] ?? '', false);
      return { message: node.quoted ? 'a spec compares in words' : message, help, suggestion: suggestion ?? '' };
    }
  }
  if (node.quoted) return undefined;
  if (typeof value === 'string') {
    if (/^[-+]?\d[\d_]*\d(?:\.\d+)?$/.test(raw)) {
      const plain = raw.replaceAll('_', '');
      return { message: `YAML reads ${raw} as text, not as a number`, help: `write ${plain}`, suggestion: plain };
    }
    if (/^(?:yes|on|y)$/i.test(raw)) return truth(raw, 'true');
    if (/^(?:no|off|n)$/i.test(raw)) return truth(raw, 'false');
    return undefined;
  }
  if (typeof value === 'number') {
    const found = numberTrap(node);
    if (found) return { message: found.message, help: found.help ?? '', suggestion: found.suggestion ?? quoted(raw) };
    if (!takesText) return undefined;
    if (raw !== String(value))
      return { message: `YAML reads ${raw} as the number ${value}`, help: `for text, write ${quoted(raw)}`, suggestion: quoted(raw) };
    return { message: `YAML reads ${raw} as a number`, help: `for text, write ${quoted(raw)}`, suggestion: quoted(raw) };
  }
  return undefined;
}

const truth = (raw: string, meant: string): Trap => ({
  message: `YAML reads ${raw} as text, not as ${meant}`,
  help: `write ${meant}`,
  suggestion: meant,
});

/** A number that is not what it looks like: `017` is 17, and integers beyond 2^53 lose digits. */
export function numberTrap({ raw, value }: ScalarNode): Finding | undefined {
  if (/^[-+]?0\d/.test(raw)) {
    return {
      rule: 'yaml/leading-zero',
      severity: 'error',
      message: `YAML 1.2 reads ${raw} as ${value}, older readers as an octal number`,
      help: `write ${value}, or ${quoted(raw)} for text`,
      suggestion: String(value),
    };
  }
  if (
    typeof value === 'number' &&
    !Number.isSafeInteger(value) &&
    Number.isFinite(value) &&
    /^[-+]?\d{16,}$/.test(raw) &&
    BigInt(raw) !== BigInt(value)
  ) {
    return {
      rule: 'yaml/precision',
      severity: 'warning',
      message: `${raw.length > 40 ? 'this integer' : raw} has more digits than a number keeps`,
      help: 'write fewer digits (12T, 1.5e18), or quotes for text',
    };
  }
  return undefined;
}
