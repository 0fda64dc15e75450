/**
 * A number with separators as a spec writes it: `1,000` and `1_000` as `1000`, `99,95` as `99.95`, `1.234,5` as `1234.5`. A comma groups
 * only where groups of three follow (or the Indian two, then three) and no zero leads; of a percentage with three digits behind its comma,
 * `99,999%`, nobody means a hundred thousand per cent. Undefined where there is no telling.
 */
export function numberMeant(written: string): string | undefined {
  const percent = written.endsWith('%') ? '%' : '';
  const number = percent === '' ? written : written.slice(0, -1);
  if (!number.includes(',')) return number.replaceAll('_', '') + percent;
  const isGrouped = /^[1-9]\d{0,2}(?:[,_]\d{3})+(?:\.\d+)?$/.test(number) || /^[1-9]\d?(?:,\d{2})+,\d{3}(?:\.\d+)?$/.test(number);
  const hasOneComma = number.indexOf(',') === number.lastIndexOf(',');
  if (isGrouped && !(percent === '%' && hasOneComma)) return number.replace(/[,_]/g, '') + percent;
  if (/^\d{1,3}(?:\.\d{3})+,\d+$/.test(number)) return number.replaceAll('.', '').replace(',', '.') + percent;
  return hasOneComma && !number.includes('.') ? number.replace(',', '.').replaceAll('_', '') + percent : undefined;
}
