import { DOCUMENT, inject, Service } from '@angular/core';

import { Analytics } from '../chrome/analytics';
import { Announcer } from '../live/announcer';
import { Texts } from '../text/texts';

/** Puts addresses into the clipboard, and says so. */
@Service()
export class CopyLink {
  private readonly document = inject(DOCUMENT);
  private readonly announcer = inject(Announcer);
  private readonly analytics = inject(Analytics);
  private readonly texts = inject(Texts);

  /** @param address absolute, or of this origin @returns whether it is in the clipboard now */
  async copy(address: string, kind: string): Promise<boolean> {
    const whole = new URL(address, this.document.location.href).href;
    const isCopied = await this.write(whole);
    this.announcer.note(isCopied ? this.texts.say('share.copied') : this.texts.say('share.notCopied', { address: whole }));
    if (isCopied) this.analytics.tell('status_link_copied', { kind });
    return isCopied;
  }

  private async write(text: string): Promise<boolean> {
    try {
      await this.document.defaultView!.navigator.clipboard.writeText(text);
      return true;
    } catch {
      return this.writeOldWay(text);
    }
  }

  /** Pages without TLS have no clipboard of their own. */
  private writeOldWay(text: string): boolean {
    const field = this.document.createElement('textarea');
    field.value = text;
    field.className = 'hidden';
    this.document.body.append(field);
    const before = this.document.activeElement as HTMLElement | null;
    field.select();
    try {
      return this.document.execCommand('copy');
    } catch {
      return false;
    } finally {
      field.remove();
      before?.focus();
    }
  }
}
