// Numbers as people write them: 1.234,5 and 82,1% in Vietnamese, 1,234.5 and 82.1% in English.

const LOCALES = { vi: "vi-VN", en: "en-GB" };

const formats = new Map();

/** With at least and at most so many decimals. A format takes longer to make than to use, so each is made once. */
function format(value, language, most, least = most) {
  const key = `${language} ${least} ${most}`;
  const digits = { minimumFractionDigits: least, maximumFractionDigits: most };
  if (!formats.has(key)) formats.set(key, new Intl.NumberFormat(LOCALES[language], digits));
  return formats.get(key).format(value);
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
  return format(value * number.scale, language, number.decimals + 1, 0);
}

/** "{reporting} of {expected}" with its placeholders filled in. */
export function fill(template, values) {
  return template.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}
