export { boundIn, boundOf, type WordedBound } from './bound-words.js';
export * from './calendar.js';
export { complementOf } from './complement.js';
export * from './currency.js';
export * from './currency-finder.js';
export { allDigits, percentText, roundedTo } from './digits.js';
export * from './dimension.js';
export { checkDimensions, type TypedValue } from './dimension-check.js';
export * from './evaluate-expr.js';
export * from './expr.js';
export {
  type Expression,
  type ExpressionParser,
  LONGEST_EXPRESSION,
  loadExpressionParser,
  parseExpression,
  type Scope,
} from './expression.js';
export * from './field-type.js';
export type { FieldComparison, FieldValue } from './field-value.js';
export { fieldAccepts, parseLiteral } from './fields.js';
export { type FormatOptions, formatQuantity, type QuantityParts, quantityParts } from './format.js';
export { functionNames } from './functions.js';
export { type Limit, limitOf } from './limits.js';
export { mending } from './mending.js';
export * from './noun.js';
export { pluralOf } from './noun.js';
export { numberMeant } from './number-text.js';
export { type InOwnUnit, ownUnitOf } from './own-unit.js';
export { parseField } from './parse-field.js';
export { isOfEach } from './plain-words.js';
export * from './print-expr.js';
export * from './problem.js';
export * from './quantity.js';
export { ofOtherCalls } from './reads-and-writes.js';
export { FACT_ROOTS, isReservedName } from './reserved.js';
export * from './slips.js';
export { unitOf } from './unit-of.js';
export { isActor } from './words.js';
