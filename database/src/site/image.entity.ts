import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** An uploaded image, served at `/assets/images/{id}`. @see pages-site §17 */
@Entity('images')
export class ImageEntity {
  /** 16 random characters and `.png` or `.jpg`. */
  @PrimaryColumn('varchar', { length: 32 })
  id: string;

  /** The bytes; left out of finds unless selected by name, since lists want none of them. */
  @Column('bytea', { select: false })
  data: Buffer;

  @Column('varchar', { length: 100 })
  mimeType: string;

  @Column('varchar', { length: 255, nullable: true })
  originalName: string | null;

  @Column('int')
  width: number;

  @Column('int')
  height: number;

  /** Bytes. */
  @Column('int')
  size: number;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt: Date;
}
