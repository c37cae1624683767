/** What an upload is for; it decides the size it is written in. @see pages-site §17 */
export type ImagePurpose = 'default' | 'favicon' | 'nav' | 'monitor' | 'page_logo' | 'site_social' | 'page_social';

/** Most bytes of a file that is sent. */
export const IMAGE_BYTES = 2 * 1024 * 1024;
/** For the `accept` of a file field; HEIC is named by its ending too, since few browsers know its type. */
export const ACCEPTED_IMAGES = 'image/png,image/jpeg,image/webp,image/heic,image/heif,.heic,.heif';

const TYPES = /^image\/(png|jpeg|webp|heic|heif)$/;
const ENDINGS = /\.(png|jpe?g|webp|heic|heif)$/i;

/** What keeps a file from being sent, in words; null = nothing. The server looks at its bytes and has the last word. */
export function faultOf({ name, type, size }: Pick<File, 'name' | 'type' | 'size'>): string | null {
  if (!TYPES.test(type) && !(type === '' && ENDINGS.test(name)))
    return `${name} is no picture of a kind that is taken. Use PNG, JPEG, WebP or HEIC.`;
  if (size > IMAGE_BYTES) return `${name} has ${(size / 1024 / 1024).toFixed(1)} MB; at most 2 MB are taken.`;
  if (size === 0) return `${name} is empty.`;
  return null;
}

/**
 * Where a stored image can be shown from. The dashboard loads nothing from other sites.
 * @param value path below the base path, or an address
 * @param base path of the installation, with a slash at both ends
 * @param origin of the dashboard
 * @returns null for an image of another site, and for what is no address
 */
export function ownAddress(value: string, base: string, origin: string): string | null {
  if (value.startsWith('/') && !value.startsWith('//')) return base + value.slice(1);
  if (!/^https?:/i.test(value) || !URL.canParse(value)) return null;
  return new URL(value).origin === origin ? value : null;
}
