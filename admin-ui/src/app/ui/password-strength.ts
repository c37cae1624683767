import { LIMITS } from '@clarion/contract';

export interface PasswordStrength {
  /** 0 nothing typed, 1 too weak to be accepted, 2 fair, 3 good, 4 strong. */
  score: 0 | 1 | 2 | 3 | 4;
  words: string;
  /** Rules of the server that are not met yet. */
  missing: readonly string[];
}

const RULES: readonly { words: string; isMet: (password: string) => boolean }[] = [
  { words: `${LIMITS.passwordMinimum} characters`, isMet: (password) => password.length >= LIMITS.passwordMinimum },
  { words: 'a lower-case letter', isMet: (password) => /\p{Ll}/u.test(password) },
  { words: 'an upper-case letter', isMet: (password) => /\p{Lu}/u.test(password) },
  { words: 'a digit', isMet: (password) => /\d/.test(password) },
];
const WORDS = ['', 'Not accepted yet', 'Fair', 'Good', 'Strong'] as const;
const RUN = /(.)\1{2,}|abcd|1234|qwer|pass(word)?/i;

/** How a password looks to the rules of the server and to somebody who guesses. @see admin-and-auth §6 */
export function passwordStrength(password: string): PasswordStrength {
  const missing = RULES.filter(({ isMet }) => !isMet(password)).map(({ words }) => words);
  const score = password.length === 0 ? 0 : missing.length > 0 || password.length > LIMITS.password ? 1 : scoreAccepted(password);
  return { score, words: WORDS[score], missing };
}

function scoreAccepted(password: string): 2 | 3 | 4 {
  const effective =
    new Set(password).size + (password.length - 8) / 2 - (RUN.test(password) ? 4 : 0) + (/[^\p{L}\p{N}]/u.test(password) ? 1 : 0);
  return effective >= 14 ? 4 : effective >= 10 ? 3 : 2;
}
