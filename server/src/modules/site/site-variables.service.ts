import { Injectable } from '@nestjs/common';
import { SiteService } from './site.service.js';

/** What every message knows of the site. @see alerting §B3 */
export interface SiteVariables extends Readonly<Record<string, string>> {
  /** Ends with `/`. */
  readonly site_url: string;
  readonly site_name: string;
  /** Absolute, or empty. */
  readonly site_logo_url: string;
  readonly colors_up: string;
  readonly colors_down: string;
  readonly colors_degraded: string;
  readonly colors_maintenance: string;
}

const NAME = 'Clarion';
const COLOURS = { UP: '#1f8f55', DOWN: '#a81028', DEGRADED: '#c07a00', MAINTENANCE: '#2a5bd7' } as const;

/** Reads the site as messages name it. */
@Injectable()
export class ReadSiteVariables {
  constructor(private readonly site: SiteService) {}

  async now(): Promise<SiteVariables> {
    const base = await this.site.baseUrl();
    const [name, logo, stored] = [await this.site.find('siteName'), await this.site.find('logo'), await this.site.find('colors')];
    const colours = (stored ?? {}) as Partial<Record<keyof typeof COLOURS, unknown>>;
    const colour = (status: keyof typeof COLOURS): string => {
      const value = colours[status];
      return typeof value === 'string' && value !== '' ? value : COLOURS[status];
    };
    const siteUrl = `${base}/`;
    return {
      site_url: siteUrl,
      site_name: typeof name === 'string' && name.trim() !== '' ? name.trim() : NAME,
      site_logo_url: absolute(typeof logo === 'string' ? logo.trim() : '', base),
      colors_up: colour('UP'),
      colors_down: colour('DOWN'),
      colors_degraded: colour('DEGRADED'),
      colors_maintenance: colour('MAINTENANCE'),
    };
  }
}

/** A10: one that is absolute already stays as it is. @param base without a slash at its end */
const absolute = (address: string, base: string): string => {
  if (address === '' || /^[a-z][a-z\d+.-]*:/i.test(address)) return address;
  return `${base}/${address.replace(/^\/+/, '')}`;
};
