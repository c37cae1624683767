import { applyEach, validate, type SchemaPathTree } from '@angular/forms/signals';
import { readList, readNumber, readOneOf, readText } from '../read-type-data.js';
import type { TypeKind } from '../type-kind.js';
import { isSumOfOne, sumOf } from './weights.js';

export const LATENCY_CALCULATIONS = ['AVG', 'MAX', 'MIN'] as const;

export interface MemberDraft {
  tag: string;
  /** Share of the group, 0..1. */
  weight: number | null;
}

/** `executionDelay` is left as it is stored: it has no effect here. @see monitors §6.8 */
export interface GroupDraft {
  monitors: MemberDraft[];
  latencyCalculation: (typeof LATENCY_CALCULATIONS)[number];
}

function rules(path: SchemaPathTree<GroupDraft>): void {
  applyEach(path.monitors, (member) => {
    validate(member.weight, ({ value }) => {
      const weight = value();
      return weight !== null && weight >= 0 && weight <= 1 ? undefined : { kind: 'weight', message: 'From 0 to 1.' };
    });
  });
  validate(path.monitors, ({ value }) => {
    const members = value();
    if (members.length < 2) return { kind: 'members', message: 'Choose at least two monitors.' };
    return isSumOfOne(members.map(({ weight }) => weight))
      ? undefined
      : { kind: 'sum', message: `The weights sum to ${sumOf(members.map(({ weight }) => weight))} instead of 1.` };
  });
}

/** Folds the statuses of other monitors into one. */
export const GROUP_KIND: TypeKind<GroupDraft> = {
  fresh: { monitors: [], latencyCalculation: 'AVG' },
  read: (data) => ({
    monitors: readList(data['monitors'], ({ tag, weight }) => ({ tag: readText(tag), weight: readNumber(weight, 0) })),
    latencyCalculation: readOneOf(data['latencyCalculation'], LATENCY_CALCULATIONS, 'AVG'),
  }),
  write: ({ monitors, latencyCalculation }) => ({
    monitors: monitors.map(({ tag, weight }) => ({ tag, weight: weight ?? 0 })),
    latencyCalculation,
  }),
  rules,
  words: { monitors: 'Members', latencyCalculation: 'Response time' },
};
