import type { TypeData } from '../../../api/monitors.js';

// A stored document is read without trusting its shape: clients may have written anything that its type does not know.
const isObject = (value: unknown): value is TypeData => typeof value === 'object' && value !== null && !Array.isArray(value);

export const readText = (value: unknown, fallback = ''): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : fallback;
export const readNumber = (value: unknown, fallback: number): number =>
  typeof value === 'number' && Number.isFinite(value) ? value : fallback;
export const readFlag = (value: unknown, fallback: boolean): boolean => (typeof value === 'boolean' ? value : fallback);
export const readOneOf = <T extends string>(value: unknown, values: readonly T[], fallback: T): T =>
  values.find((each) => each === value) ?? fallback;
/** Entries that are objects, each read by `read`. */
export const readList = <T>(value: unknown, read: (entry: TypeData) => T): T[] =>
  Array.isArray(value) ? value.filter(isObject).map(read) : [];
/** A list that needs an entry shows one to fill in. */
export const orOne = <T extends object>(rows: T[], fresh: T): T[] => (rows.length > 0 ? rows : [{ ...fresh }]);
export const readRows = <T extends object>(value: unknown, fresh: T, read: (entry: TypeData) => T): T[] =>
  orOne(readList(value, read), fresh);
export const readTexts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];

/** The members that are there: an empty number field is not sent, so what is stored or the default counts. */
export const withoutNull = (members: TypeData): TypeData =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null));
