import {
  ALERT_STATUSES,
  EVENT_STATUSES,
  GAP_REASONS,
  HTTP_METHODS,
  IMPACTS,
  INCIDENT_SOURCES,
  INCIDENT_STATES,
  JOB_KINDS,
  JOB_STATES,
  LIFECYCLES,
  MANUAL_STATUSES,
  MONITOR_JOB_KINDS,
  MONITOR_TYPES,
  PAGE_STATUS_KEYS,
  PERMISSION_IDS,
  SAMPLE_TYPES,
  STATUSES,
  YES_NO,
} from '@clarion/contract';

/** Words in the order they are declared in: the compiler hands out unions in an order of its own, which changes from build to build. */
const VOCABULARIES: readonly (readonly string[])[] = [
  ALERT_STATUSES,
  EVENT_STATUSES,
  GAP_REASONS,
  HTTP_METHODS,
  IMPACTS,
  INCIDENT_SOURCES,
  INCIDENT_STATES,
  JOB_KINDS,
  JOB_STATES,
  LIFECYCLES,
  MANUAL_STATUSES,
  MONITOR_JOB_KINDS,
  MONITOR_TYPES,
  PAGE_STATUS_KEYS,
  PERMISSION_IDS,
  SAMPLE_TYPES,
  STATUSES,
  YES_NO,
];

/** Members and parameters that are whole numbers wherever they stand. TypeScript knows only `number`. */
const WHOLE =
  /^(id|version|page|limit|(\w+_)?total|done|changed|failed|undo_of|rows|position|line|valid|would_add|would_update|pending|active|paused|bounced|teams|push|density|timestamp|since|lastCheckedAt|generatedAt|from|to|at|UP|DEGRADED|DOWN|MAINTENANCE|NO_DATA|confirmation_threshold|status_code|open_incidents|email|webhook|slack|discord|(\w+_)?(ts|count|id|rows|seconds|p99_ms|checked_at|last_minute|date_time|update_at|publish_at|published_at))$/;

interface Schema {
  type?: string | string[];
  enum?: unknown[];
  items?: Schema;
  properties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  allOf?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
}

const key = (values: readonly unknown[]): string => [...values].map(String).sort().join('\n');
const ORDERS = new Map(VOCABULARIES.map((words) => [key(words), words]));

function inOrder(values: readonly unknown[]): unknown[] {
  const words = values.filter((value) => value !== null);
  const ordered = ORDERS.get(key(words)) ?? (words.every((word) => typeof word === 'string') ? [...words].sort() : words);
  return [...ordered, ...values.filter((value) => value === null)];
}

/**
 * Says what the types of TypeScript do not: whole numbers, and words in a fixed order, so that the document is the same for the same code.
 * @param name of the member or parameter the schema belongs to; changed in place
 */
export function tidySchema(schema: Schema, name = ''): void {
  if (Array.isArray(schema.enum)) schema.enum = inOrder(schema.enum);
  if (WHOLE.test(name)) {
    if (schema.type === 'number') schema.type = 'integer';
    else if (Array.isArray(schema.type)) schema.type = schema.type.map((type) => (type === 'number' ? 'integer' : type));
  }
  for (const [member, value] of Object.entries(schema.properties ?? {})) tidySchema(value, member);
  if (schema.items !== undefined) tidySchema(schema.items, name);
  if (typeof schema.additionalProperties === 'object') tidySchema(schema.additionalProperties);
  for (const part of [...(schema.allOf ?? []), ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]) tidySchema(part, name);
}
