import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';

const NONCE = 'CSP_NONCE';
const NONCE_BYTES = 18;

/** The dashboard's start page for one answer. */
export interface Shell {
  html: string;
  nonce: string;
}

/**
 * The one page of the dashboard. Its files are named with their whole path, because the policy allows no `<base>`, and carry the nonce
 * of the answer.
 */
export class AdminShell {
  private constructor(private readonly template: string) {}

  /**
   * @param file `index.html` of the build
   * @param base path of the files, with slashes at both ends
   * @returns null without a build
   */
  static async load(file: string, base: string): Promise<AdminShell | null> {
    const index = await readFile(file, 'utf8').catch(() => null);
    if (index === null) return null;
    const template = index
      .replace(/\s*<base [^>]*>/, '')
      .replace(/(<(?:script|link)\b[^>]*?\s(?:src|href)=")(?![a-z]+:|\/)/g, `$1${base}`)
      .replace(/<(script|style|link rel="(?:stylesheet|modulepreload)")(?![^>]*\snonce=)/g, `<$1 nonce="${NONCE}"`);
    return new AdminShell(template);
  }

  render(): Shell {
    const nonce = randomBytes(NONCE_BYTES).toString('base64');
    return { html: this.template.replaceAll(NONCE, nonce), nonce };
  }
}
