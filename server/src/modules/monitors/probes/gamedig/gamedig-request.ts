import { GAMEDIG_DEFAULTS } from '@clarion/contract';
import { games } from 'gamedig';
import { functionText, milliseconds, portOf, trimmed, type TypeData } from '../type-data-values.js';

/** What a GAMEDIG monitor asks for. */
export interface GamedigRequest {
  readonly gameId: string;
  /** The game's name for people. */
  readonly game: string;
  readonly host: string;
  readonly port: number;
  /** Name look-up and every attempt together. */
  readonly timeoutMs: number;
  readonly guessesPort: boolean;
  readonly asksForRules: boolean;
  /** Judges instead of us; null = there is none. */
  readonly evalText: string | null;
}

const LEAST_TIMEOUT_MS = 2_000;

/** @returns the request, or why there is none, in words   @see monitors §6.10 */
export function readGamedigRequest(typeData: TypeData): GamedigRequest | string {
  const gameId = trimmed(typeData['gameId']);
  if (gameId === '') return 'the monitor has no game yet';
  const game = Object.hasOwn(games, gameId) ? games[gameId] : undefined;
  if (game === undefined) return `the game ${gameId.slice(0, 40)} is not known`;
  const host = trimmed(typeData['host']);
  if (host === '') return 'the monitor has no host yet';
  const port = portOf(typeData['port'], GAMEDIG_DEFAULTS.port);
  if (port === null) return 'the port must be a number from 1 to 65535';
  return {
    gameId,
    game: game.name,
    host,
    port,
    timeoutMs: milliseconds(typeData['timeout'], GAMEDIG_DEFAULTS.timeout, LEAST_TIMEOUT_MS),
    guessesPort: typeData['guessPort'] === true,
    asksForRules: typeData['requestRules'] === true,
    evalText: functionText(typeData['eval']),
  };
}
