import { type FieldApi, type FieldUse, type Kept, type Tested } from './field-use.js';

/** A function that calls everything by one status. */
const saying = (status: string): string => `(async function () { return { status: "${status}", latency: 1 } })`;

/** Ways to look at a monitor that is tested. */
export interface Looks {
  /** Something of what its test came to. */
  tested(pick: (test: Tested) => unknown): FieldUse['look'];
  readonly status: FieldUse['look'];
  readonly address: FieldUse['look'];
  /** The limit that a timeout names. */
  readonly timeout: FieldUse['look'];
  /** A function that judges. */
  readonly judging: Pick<FieldUse, 'values' | 'look'>;
}

export function looksOf(fields: FieldApi): Looks {
  const tested =
    (pick: (test: Tested) => unknown) =>
    async (kept: Kept): Promise<unknown> =>
      pick(await fields.test(kept));
  const status = tested((test) => test.status);
  return {
    tested,
    status,
    address: tested((test) => test.address),
    timeout: tested(({ error_message }) => /within \d+ ms/.exec(error_message ?? '')?.[0]),
    judging: {
      values: [
        [saying('UP'), 'UP'],
        [saying('DEGRADED'), 'DEGRADED'],
      ],
      look: status,
    },
  };
}

/** Both values of a switch. */
export const flag = (on: unknown, off: unknown, look: FieldUse['look']): Pick<FieldUse, 'values' | 'look'> => ({
  values: [
    [true, on],
    [false, off],
  ],
  look,
});
