import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type CopySubject, keyFor } from '../copies/copy-key.js';
import type { Representation } from '../copies/document.js';
import { PublicPages } from '../public-pages.service.js';
import { drawPicture } from './picture.js';
import { pictureFacts } from './picture-facts.js';

/** Pictures that are kept: thirty kilobytes each. */
const KEPT = 100;
const TAG_CHARS = 22;

/** Pictures of pages, drawn when what they say has changed. A page gets a new version every minute, its picture not. */
@Injectable()
export class Pictures {
  /** By what they say, the least lately asked for first. */
  private readonly kept = new Map<string, Promise<Representation>>();

  constructor(private readonly pages: PublicPages) {}

  /** In the site's own zone and language. @returns null for what is not there, or has no picture @throws NoCopyError */
  async of(subject: CopySubject): Promise<Representation | null> {
    const snapshot = await this.pages.copies.snapshot(keyFor(subject, this.pages.usual));
    const facts = snapshot === null ? null : pictureFacts(snapshot);
    if (facts === null) return null;
    const name = JSON.stringify(facts);
    const known = this.kept.get(name);
    const picture = known ?? drawPicture(facts).then(representation);
    this.kept.delete(name);
    this.kept.set(name, picture);
    if (this.kept.size > KEPT) this.kept.delete(this.kept.keys().next().value!);
    if (known === undefined) picture.catch(() => this.kept.delete(name));
    return picture;
  }
}

/** A picture is packed already: every coding gets the same bytes. */
const representation = (png: Buffer): Representation => ({
  tag: createHash('sha256').update(png).digest('base64url').slice(0, TAG_CHARS),
  ...{ identity: png, gzip: png, br: png },
});
