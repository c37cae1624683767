import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';

/** How to take back what was published: ids, and columns as they were. The kind names the room that does it. */
export interface Undo {
  readonly kind: string;
  readonly [name: string]: unknown;
}

/** What became of it. */
export interface TakenBack {
  readonly isTakenBack: boolean;
  /** Why it stays, in words for people. */
  readonly reason: string | null;
  /** The draft that keeps its words. */
  readonly draftId: number | null;
}

/** It stays published. */
export const stays = (reason: string | null): TakenBack => ({ isTakenBack: false, reason, draftId: null });
export const takenBack = (draftId: number | null = null): TakenBack => ({ isTakenBack: true, reason: null, draftId });

/** @param eventIds of the outbox, cancelled by now */
type TakeBack = (tx: EntityManager, actor: Actor, undo: Undo, eventIds: readonly number[]) => Promise<TakenBack>;

/** Who takes back what. Rooms register in `onModuleInit`. */
@Injectable()
export class Retractions {
  private readonly ways = new Map<string, TakeBack>();

  register(kind: string, takeBack: TakeBack): void {
    this.ways.set(kind, takeBack);
  }

  /** @returns that it stays, for what nobody here takes back */
  async takeBack(tx: EntityManager, actor: Actor, undo: Undo, eventIds: readonly number[]): Promise<TakenBack> {
    return (await this.ways.get(undo.kind)?.(tx, actor, undo, eventIds)) ?? stays(null);
  }
}
