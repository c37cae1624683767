import { type ErrorDetail, type MonitorType } from '@clarion/contract';
import { fault, judge, type Targets } from './member-rules.js';
import { TYPE_RULES } from './known-members.js';

/**
 * Judges the members of `type_data` that were sent. Known ones must have the shape their type gives them; unknown ones are kept; an
 * incomplete document is no fault, its checks are.
 * @param sent what the request holds
 * @param merged what will be stored; joint rules look at it
 * @see rest-api-v4 §2
 */
export function checkTypeData(
  type: MonitorType,
  sent: Readonly<Record<string, unknown>>,
  merged: Readonly<Record<string, unknown>>,
  targets: Targets,
): ErrorDetail[] {
  const { members, joint } = TYPE_RULES[type];
  const details = Object.entries(members).flatMap(([name, rule]) => judge(rule, sent[name], `type_data.${name}`, targets));
  const wrong = new Set(details.map(({ field }) => field));
  for (const { members: together, blames, check } of joint) {
    const field = `type_data.${blames}`;
    if (together.some((name) => wrong.has(`type_data.${name}`)) || !together.some((name) => sent[name] !== undefined)) continue;
    const message = check(merged);
    if (message !== null) details.push(...fault(field, message));
  }
  return details;
}
