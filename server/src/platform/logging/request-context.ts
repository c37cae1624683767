import { AsyncLocalStorage } from 'node:async_hooks';

const storage = new AsyncLocalStorage<string>();

/** Runs `work` so that its log lines carry the id of the request, job or tick they belong to. */
export const withRequestId = <T>(requestId: string, work: () => T): T => storage.run(requestId, work);

/** Id of the request, job or tick that is running. */
export const currentRequestId = (): string | undefined => storage.getStore();
