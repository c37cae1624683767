import type { TriggerTest } from '../../api/triggers.js';

const OUTCOMES = {
  delivered: 'The receiver took it',
  temporary: 'The receiver could not take it now; a real message would be tried again',
  permanent: 'The receiver refused it',
  gone: 'The receiver says that this address is gone for good',
  not_sent: 'Nothing was sent',
} as const satisfies Record<TriggerTest['outcome'], string>;

/** `The receiver refused it (status 403).` */
export const testWords = ({ outcome, status }: TriggerTest): string =>
  `${OUTCOMES[outcome]}${status === null ? '' : ` (status ${status})`}.`;
