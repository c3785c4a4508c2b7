/** Numbers as people write them in their language. */

/** `1,234.5` in English, `1.234,5` in Spanish, `1 234,5` in French. Undefined when it is no number. */
export function readNumber(typed: string, locale: string): number | undefined {
  const text = typed.replace(/[\s'’\u00A0\u202F]/g, '');
  const { group, decimal } = separators(locale);
  const whole = new RegExp(`^[+-]?(\\d+|\\d{1,3}(\\${group}\\d{3})+)(\\${decimal}\\d+)?$`);
  if (whole.test(text)) return Number(text.replaceAll(group, '').replace(decimal, '.'));
  return isPlainNumber(text) ? Number(text) : undefined;
}

/** As it is stored: digits with a point. */
export const isPlainNumber = (text: string): boolean => /^[+-]?\d{1,15}(\.\d+)?$/.test(text);

/** For a field that is shown again: readable by `readNumber` in the same language. */
export const writeNumber = (value: number, locale: string): string =>
  new Intl.NumberFormat(locale, { useGrouping: false, maximumFractionDigits: 20 }).format(value);

function separators(locale: string): { readonly group: string; readonly decimal: string } {
  const parts = new Intl.NumberFormat(locale).formatToParts(1_234_567.8);
  const decimal = parts.find((part) => part.type === 'decimal')?.value ?? '.';
  // Where a space groups, it has been taken out already; a point may still be meant so.
  return { group: decimal === ',' ? '.' : ',', decimal };
}
