import { type Config } from '../src/platform/config/config.js';
import { secretsOfVariables, type SecretValues } from '../src/platform/secrets/secret-values.js';

/** Secrets of a spec without a store: those of its environment alone. */
export const variableSecrets = ({ secretVariables }: Pick<Config, 'secretVariables'>): SecretValues =>
  ({ current: async () => Promise.resolve(secretsOfVariables(secretVariables)) }) as unknown as SecretValues;
