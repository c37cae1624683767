import { randomInt } from 'node:crypto';
import { ImageEntity } from '@clarion/database/site/image.entity';
import { Injectable } from '@nestjs/common';
import { DataSources } from '../../../platform/database/data-sources.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import type { Actor } from '../../../platform/http/actor.js';
import { AuditService } from '../../audit/audit.service.js';
import { type ImagePurpose, reencodeImage } from './reencode-image.js';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const ID_CHARS = 16;
/** Pictures that stay in memory: they never change, and every visitor asks for the same few. */
const REMEMBERED = 50;

const newId = (): string => Array.from({ length: ID_CHARS }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');

/** What is known of an image without its bytes. */
export type ImageFacts = Omit<ImageEntity, 'data'>;

/** Uploaded pictures. They never change: another picture gets another id. @see pages-site §17 */
@Injectable()
export class ImagesService {
  private readonly known = new Map<string, Pick<ImageEntity, 'data' | 'mimeType'>>();

  constructor(
    private readonly sources: DataSources,
    private readonly work: UnitOfWork,
    private readonly audit: AuditService,
  ) {}

  /** The newest first, without their bytes. */
  async list(): Promise<ImageFacts[]> {
    return this.sources
      .get('web')
      .getRepository(ImageEntity)
      .find({ order: { createdAt: 'DESC', id: 'ASC' } });
  }

  /** Stores a picture as its purpose needs it. @param name the file had @throws AppError `BAD_REQUEST` for what is no picture we take */
  async add(actor: Actor, file: Buffer, purpose: ImagePurpose, name: string | null): Promise<ImageFacts> {
    const { data, mimeType, extension, width, height } = await reencodeImage(file, purpose);
    const id = `${newId()}.${extension}`;
    return this.work.run(actor, async (tx) => {
      await tx.insert(ImageEntity, { id, data, mimeType, originalName: name, width, height, size: data.length });
      const row = await tx.findOneByOrFail(ImageEntity, { id });
      await this.audit.add(tx, actor, { action: 'image.create', entityType: 'image', entityId: id, after: row });
      return row;
    });
  }

  /** Bytes and type of a picture, or null. */
  async read(id: string): Promise<Pick<ImageEntity, 'data' | 'mimeType'> | null> {
    const known = this.known.get(id);
    if (known !== undefined) return known;
    const row = await this.sources
      .get('web')
      .getRepository(ImageEntity)
      .findOne({ where: { id }, select: { id: true, data: true, mimeType: true } });
    if (row === null) return null;
    if (this.known.size >= REMEMBERED) this.known.delete(this.known.keys().next().value!);
    this.known.set(id, row);
    return row;
  }
}
