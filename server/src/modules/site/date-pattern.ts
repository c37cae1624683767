import { type Rule, SettingError, text } from './rules.js';

/** Letters that mean something in a pattern. Others would stop whoever formats with it. @see date-fns `format` */
const TOKENS = new Set('GyYRuQqMLwIdDEeciabBhHkKmsSXxOztTPp');
const QUOTED = /'(?:[^']|'')*'/g;

/** A pattern such as `PPp` or `d MMM yyyy 'at' HH:mm`: words stand in quotes. */
export const datePattern: Rule<string> = (value, name) => {
  const pattern = text({ isRequired: true, maximum: 50 })(value, name);
  const bare = pattern.replace(QUOTED, '');
  if (bare.includes("'")) throw new SettingError(`${name} has a quote that does not end`, name);
  // An ordinal follows the letter it belongs to: `do`, `Mo`.
  const unknown = [...bare.replace(/([a-z])o/gi, '$1')].find((char) => /[a-z]/i.test(char) && !TOKENS.has(char));
  if (unknown !== undefined) throw new SettingError(`${name} must put words in quotes: ${unknown} means nothing in a date`, name);
  return pattern;
};
