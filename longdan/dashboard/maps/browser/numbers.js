// Numbers as people write them: 1.234,5 and 82,1% in Vietnamese, 1,234.5 and 82.1% in English.

const LOCALES = { vi: "vi-VN", en: "en-GB" };

function format(value, language, decimals) {
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  return new Intl.NumberFormat(LOCALES[language], digits).format(value);
}

/** A value of the indicator, with its sign of percent or its unit behind it. */
export function writeValue(value, { language, number }, unit = number.unit) {
  return format(value * number.scale, language, number.decimals) + unit;
}

/** A count; `step` is the finest in which it is known. */
export function writeCount(value, { language }, step = 1) {
  return format(value, language, step < 1 ? 1 : 0);
}

/** A limit of a class: no decimals it does not need, never a unit of words. */
export function writeLimit(value, { language, number }) {
  const shown = value * number.scale;
  return new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: number.decimals + 1 }).format(shown);
}

/** "{reporting} of {expected}" with its placeholders filled in. */
export function fill(template, values) {
  return template.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}
