import type { YesNo } from '@clarion/contract';

/** A boolean as the wire writes it. */
export const yesNo = (value: boolean): YesNo => (value ? 'YES' : 'NO');

/** The boolean behind the wire's word; absent stays absent. */
export const fromYesNo = <T extends YesNo | null | undefined>(value: T): T extends YesNo ? boolean : T =>
  (value === 'YES' ? true : value === 'NO' ? false : value) as T extends YesNo ? boolean : T;
