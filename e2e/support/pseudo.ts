type Message = string | Readonly<Record<string, string>>;

const ACCENTS: Readonly<Record<string, string>> = Object.fromEntries(
  [...'aäbƀcçdđeéfƒgğhĥiïjĵkķlļmɱnñoöpþqɋrŕsštťuüvṽwŵxẋyýzž'].reduce<[string, string][]>(
    (pairs, character, index, all) => (index % 2 === 0 ? [...pairs, [character, all[index + 1] ?? character]] : pairs),
    [],
  ),
);

/** Placeholders stay as they are; nothing else of a text does. */
const outside = (text: string, change: (words: string) => string): string =>
  text
    .split(/(\{\w+\})/)
    .map((part) => (part.startsWith('{') ? part : change(part)))
    .join('');

const accented = (words: string): string =>
  [...words].map((letter) => ACCENTS[letter] ?? (ACCENTS[letter.toLowerCase()] ?? letter).toUpperCase()).join('');

/** Two fifths longer, as translations are: single words grow, sentences get more of them. */
const longer = (text: string): string => {
  const words = text.replace(/\{\w+\}/g, '').trim();
  if (words === '') return text;
  const more = Math.ceil(words.length * 0.4);
  return words.includes(' ') ? `${text} ${'öñé ťŵö '.repeat(more).slice(0, more).trim()}`.trimEnd() : `${text}${'~'.repeat(more)}`;
};

const RIGHT_TO_LEFT = ['\u202e', '\u202c'] as const;

const mapped = (message: Message, change: (text: string) => string): Message =>
  typeof message === 'string' ? change(message) : Object.fromEntries(Object.entries(message).map(([form, text]) => [form, change(text)]));

const inEach = (texts: Readonly<Record<string, Message>>, change: (text: string) => string): Record<string, Message> =>
  Object.fromEntries(Object.entries(texts).map(([key, message]) => [key, mapped(message, change)]));

/** `en-XA`: every letter accented, every text two fifths longer. What is still plain English was never asked from a dictionary. */
export const accentedTexts = (texts: Readonly<Record<string, Message>>): Record<string, Message> =>
  inEach(texts, (text) => longer(outside(text, accented)));

/** `ar-XB`: English that runs from right to left. */
export const mirroredTexts = (texts: Readonly<Record<string, Message>>): Record<string, Message> =>
  inEach(texts, (text) => outside(text, (words) => (words.trim() === '' ? words : RIGHT_TO_LEFT.join(words))));
