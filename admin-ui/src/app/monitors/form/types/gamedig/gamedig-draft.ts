import { pattern, required, type SchemaPathTree } from '@angular/forms/signals';
import { functionText, hostName, milliseconds, portNumber } from '../common-rules.js';
import { readFlag, readNumber, readText, withoutNull } from '../read-type-data.js';
import type { TypeKind } from '../type-kind.js';

/** @see monitors §6.10 */
export interface GamedigDraft {
  /** Id of the GameDig game list. */
  gameId: string;
  host: string;
  port: number | null;
  /** Milliseconds. */
  timeout: number | null;
  guessPort: boolean;
  requestRules: boolean;
  /** Empty = the built-in rule. */
  eval: string;
}

const FRESH: GamedigDraft = { gameId: '', host: '', port: 27_015, timeout: 10_000, guessPort: false, requestRules: false, eval: '' };

function rules(path: SchemaPathTree<GamedigDraft>): void {
  required(path.gameId, { message: 'Enter the id of the game.' });
  pattern(path.gameId, /^\s*[A-Za-z0-9_-]+\s*$/, { message: 'An id of the game list, such as minecraft.' });
  hostName(path.host);
  portNumber(path.port);
  milliseconds(path.timeout, 2_000);
  functionText(path.eval);
}

/** Asks a game server who is playing. */
export const GAMEDIG_KIND: TypeKind<GamedigDraft> = {
  fresh: FRESH,
  read: (data) => ({
    gameId: readText(data['gameId']),
    host: readText(data['host']),
    port: readNumber(data['port'], 27_015),
    timeout: readNumber(data['timeout'], 10_000),
    guessPort: readFlag(data['guessPort'], false),
    requestRules: readFlag(data['requestRules'], false),
    eval: readText(data['eval']),
  }),
  write: (draft) => withoutNull({ ...draft, gameId: draft.gameId.trim(), host: draft.host.trim(), eval: draft.eval.trim() }),
  rules,
  words: {
    gameId: 'Game',
    host: 'Host',
    port: 'Port',
    timeout: 'Timeout',
    guessPort: 'Guess the query port',
    requestRules: 'Ask for the rules',
    eval: 'Function',
  },
};
