import type { source } from './locales/source.js';

/** The texts of the source language; its keys are the keys of every locale. */
export type SourceDictionary = typeof source;
export type MessageKey = keyof SourceDictionary;

/** One text per plural category the locale needs; `other` always. */
export type PluralMessage = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string };
export type Message = string | PluralMessage;
/** A whole locale: every key, nothing else. */
export type Dictionary = Readonly<Record<MessageKey, Message>>;

type Placeholder<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Placeholder<Rest> : never;
type TextOf<M> = M extends string ? M : M extends { readonly other: infer Other extends string } ? Other : never;
type Counted<M> = M extends string ? never : 'count';

/** Names of the parameters that the English text of a key has. */
export type ParameterOf<Key extends MessageKey> = Placeholder<TextOf<SourceDictionary[Key]>> | Counted<SourceDictionary[Key]>;

/** What `translate` takes after the key: nothing for a text without parameters. `count` is a number, the rest may be text. */
export type Parameters<Key extends MessageKey> = [ParameterOf<Key>] extends [never]
  ? []
  : [parameters: { readonly [Name in ParameterOf<Key>]: Name extends 'count' ? number : string | number }];
