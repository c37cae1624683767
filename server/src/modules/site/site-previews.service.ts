import { randomUUID } from 'node:crypto';
import type { SettingChanges } from '@clarion/database/site/site-preview.entity';
import { Injectable } from '@nestjs/common';
import { DataSources } from '../../platform/database/data-sources.js';
import { type Actor, actorTag } from '../../platform/http/actor.js';

/** How long a preview can be looked at. */
const LIFETIME = '15 minutes';
/** Previews of one editor: each keystroke's pause makes one, and only the last few are on a screen. */
const KEPT = 8;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Unsaved settings, kept for minutes so that any of our processes can draw a page with them. */
@Injectable()
export class SitePreviews {
  constructor(private readonly sources: DataSources) {}

  /** @param changes checked   @returns the id, and when it is gone, Unix seconds */
  async add(actor: Actor, changes: SettingChanges): Promise<{ id: string; expiresAt: number }> {
    const id = randomUUID();
    const author = actorTag(actor);
    const db = this.sources.get('web');
    await db.query(
      `DELETE FROM site_previews WHERE expires_at < app_now() OR (author = $1 AND id NOT IN (
        SELECT id FROM site_previews WHERE author = $1 ORDER BY created_at DESC LIMIT $2))`,
      [author, KEPT - 1],
    );
    const [row] = await db.query<{ at: number }[]>(
      `INSERT INTO site_previews (id, changes, author, expires_at) VALUES ($1, $2::jsonb, $3, app_now() + $4::interval)
       RETURNING extract(epoch FROM expires_at)::bigint AS at`,
      [id, JSON.stringify(changes), author, LIFETIME],
    );
    return { id, expiresAt: Number(row!.at) };
  }

  /** @returns null when there is none, or it is somebody else's, or its time is over */
  async find(actor: Actor, id: string): Promise<SettingChanges | null> {
    if (!UUID.test(id)) return null;
    const [row] = await this.sources
      .get('web')
      .query<{ changes: SettingChanges }[]>('SELECT changes FROM site_previews WHERE id = $1 AND author = $2 AND expires_at > app_now()', [
        id,
        actorTag(actor),
      ]);
    return row?.changes ?? null;
  }
}
