/** One environment variable that was refused. Never holds the value: it may be a secret. */
export interface ConfigProblem {
  variable: string;
  message: string;
}

/** The environment is not usable. Names every bad variable and prints no value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  constructor(readonly problems: readonly ConfigProblem[]) {
    super(
      [
        'Clarion cannot start, the environment is not usable:',
        ...problems.map(({ variable, message }) => `  ${variable}: ${message}`),
      ].join('\n'),
    );
  }
}
