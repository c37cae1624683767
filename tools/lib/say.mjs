// Progress for people. It goes to stderr, so that stdout belongs to what was asked for (`api-key create` prints the key there).

/** One line of progress. */
export const say = (line) => process.stderr.write(`${line}\n`);

/** `12 s`, `0.4 s`, `2 min 5 s`. @param {number} milliseconds */
export function duration(milliseconds) {
  const seconds = milliseconds / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.round(seconds)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

/** A mistake or a circumstance that a person can do something about: printed as it is, without a stack. */
export class Stop extends Error {
  /** @param {string} message what happened and what to do  @param {number} exitCode */
  constructor(message, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** Runs a tool's main function; a `Stop` ends it in plain words, anything else with its stack. */
export async function main(run) {
  try {
    process.exitCode = (await run()) ?? 0;
  } catch (error) {
    say(error instanceof Stop ? `\n${error.message}` : String(error?.stack ?? error));
    process.exitCode = error instanceof Stop ? error.exitCode : 1;
  }
}
