/**
 * How well `query` matches `text`, by letters in order: higher is better, null = not at all. Letters at the start of words and letters
 * in a row count more, so `cho` finds "Checkout" before "Switch to dark theme".
 */
export function fuzzyScore(query: string, text: string): number | null {
  const wanted = query.toLowerCase().replace(/\s+/g, '');
  if (wanted.length === 0) return 0;
  const within = text.toLowerCase();
  let score = 0;
  let at = -1;
  for (const letter of wanted) {
    const found = bestNext(within, letter, at);
    if (found < 0) return null;
    const inRow = found === at + 1;
    const startsWord = found === 0 || /[^a-z0-9]/.test(within.charAt(found - 1));
    score += 1 + (inRow ? 4 : 0) + (startsWord ? 6 : 0);
    at = found;
  }
  return score - within.length / 100;
}

/** The next occurrence: right after the last one if there, else at the start of a word, else anywhere. */
function bestNext(within: string, letter: string, after: number): number {
  if (within.charAt(after + 1) === letter) return after + 1;
  const anywhere = within.indexOf(letter, after + 1);
  for (let at = anywhere; at >= 0; at = within.indexOf(letter, at + 1)) {
    if (at === 0 || /[^a-z0-9]/.test(within.charAt(at - 1))) return at;
  }
  return anywhere;
}
