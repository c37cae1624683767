import { type OutboxPayloads, type OutboxTopic } from '@clarion/contract';

/** A committed fact, as its listeners get it: at least once, in no promised order. */
export interface OutboxEvent<T extends OutboxTopic = OutboxTopic> {
  readonly id: number;
  readonly topic: T;
  readonly aggregateId: string | null;
  readonly payload: OutboxPayloads[T];
}

export interface OutboxListener {
  readonly topic: OutboxTopic;
  /** Kept with the event when the listener is done: stable, unique. */
  readonly name: string;
  readonly method: string;
}

const LISTENERS = Symbol('outbox-listeners');

type Listener<T extends OutboxTopic> = (event: OutboxEvent<T>) => Promise<void>;

/**
 * The method is told about events of a topic. It may be told twice, so it is idempotent; when it throws it is told again, and the
 * other listeners of the event are not held up.
 * @param name defaults to `Class.method`
 */
export const OnOutboxEvent =
  <T extends OutboxTopic>(topic: T, name?: string) =>
  (target: object, method: string, _descriptor: TypedPropertyDescriptor<Listener<T>>): void => {
    const known = (Reflect.getOwnMetadata(LISTENERS, target.constructor) as OutboxListener[] | undefined) ?? [];
    Reflect.defineMetadata(
      LISTENERS,
      [...known, { topic, method, name: name ?? `${target.constructor.name}.${method}` }],
      target.constructor,
    );
  };

/** Listeners a class declares, its base classes' too. */
export function outboxListenersOf(type: object): OutboxListener[] {
  const found: OutboxListener[] = [];
  for (let each: object | null = type; typeof each === 'function'; each = Object.getPrototypeOf(each) as object | null) {
    found.push(...((Reflect.getOwnMetadata(LISTENERS, each) as OutboxListener[] | undefined) ?? []));
  }
  return found;
}
