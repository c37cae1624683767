import type { Snapshot } from '@clarion/contract';
import { isLocale, isRegistered, type Locale, type LocaleTexts, registerDictionary } from '@clarion/i18n';
import { inject, Service, signal } from '@angular/core';

import { ServerLink } from '../live/server-link';
import { SnapshotStore } from '../state/snapshot-store';

/** File of a language's texts; null = they are in the script, undefined = nobody knows. */
const fileIn = ({ site }: Snapshot, locale: string): string | null | undefined => site.locales?.find(({ code }) => code === locale)?.file;

/** The words of the languages this visitor reads. The page brings its own; another one's are fetched when it is chosen, once. */
@Service()
export class Dictionaries {
  private readonly link = inject(ServerLink);
  private readonly loaded = new Map<string, string | null>();
  /** Languages of which everything is here; pages carry only what they are drawn with. */
  private readonly whole = new Set<string>();
  private readonly running = new Map<string, Promise<LocaleTexts | null>>();
  private readonly changes = signal(0);

  /** Grows when words of a language that is shown were replaced. */
  readonly revision = this.changes.asReadonly();

  constructor() {
    const snapshot = inject(SnapshotStore).snapshot();
    this.loaded.set(snapshot.locale, fileIn(snapshot, snapshot.locale) ?? null);
  }

  /**
   * Makes sure that a language can be spoken before it is.
   * @param from the snapshot that names the files   @returns false when its words cannot be had
   */
  async ensure(locale: string, from: Snapshot): Promise<boolean> {
    const file = fileIn(from, locale);
    if (file === undefined || !isLocale(locale)) return isRegistered(locale);
    if (this.loaded.get(locale) === file) return true;
    const texts = file === null ? {} : await this.texts(`${from.site.basePath}${file}`);
    if (texts === null) return isRegistered(locale);
    if (this.loaded.get(locale) === file) return true;
    this.take(locale, file, texts);
    return true;
  }

  /** Brings the words that pages come without, for parts that are opened on demand. What cannot be had stays English. */
  async complete(snapshot: Snapshot): Promise<void> {
    const { locale, site } = snapshot;
    const file = fileIn(snapshot, locale);
    if (file == null || !isLocale(locale) || this.whole.has(file)) return;
    const texts = await this.texts(`${site.basePath}${file}`);
    if (texts !== null) this.take(locale, file, texts);
  }

  private take(locale: Locale, file: string | null, texts: LocaleTexts): void {
    registerDictionary(locale, texts);
    this.loaded.set(locale, file);
    if (file !== null) this.whole.add(file);
    this.changes.update((count) => count + 1);
  }

  /** Fetched once, however many ask. */
  private texts(url: string): Promise<LocaleTexts | null> {
    const running = this.running.get(url) ?? this.fetch(url).finally(() => this.running.delete(url));
    this.running.set(url, running);
    return running;
  }

  private async fetch(url: string): Promise<LocaleTexts | null> {
    try {
      const response = await this.link.fetch(url, { headers: { accept: 'application/json' } });
      return response.ok ? ((await response.json()) as LocaleTexts) : null;
    } catch {
      return null;
    }
  }
}
