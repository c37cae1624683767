import { Column, CreateDateColumn, Entity, Index, PrimaryColumn } from 'typeorm';

/** Settings as somebody who edits them would have them. */
export interface SettingChanges {
  /** New values by key, checked. */
  values: Record<string, unknown>;
  /** Keys that go back to what a new site has. */
  reset: string[];
}

/** Unsaved settings that a page is drawn with, for minutes. Nothing is decided by them, so they are not audited. */
@Entity('site_previews')
@Index('ix_site_previews_author', ['author', 'createdAt'])
export class SitePreviewEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('jsonb')
  changes: SettingChanges;

  /** Whose they are, as the audit log tags actors. */
  @Column('varchar', { length: 255 })
  author: string;

  @Column('timestamptz')
  expiresAt: Date;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt: Date;
}
