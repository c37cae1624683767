import { type CookieSerializeOptions } from '@fastify/cookie';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { type Config } from '../config/config.js';

/** A cookie of ours: its full name and the attributes it is set and cleared with. @see reliability SEC-61 */
export class OurCookie {
  readonly name: string;
  private readonly options: CookieSerializeOptions;

  /**
   * @param name without prefix, such as `clarion_session`
   * @param isReadable whether scripts of our pages may read it; never for one that proves anything
   */
  constructor(name: string, config: Pick<Config, 'isHttps' | 'APP_BASE_PATH'>, isReadable = false) {
    const prefix = !config.isHttps ? '' : config.APP_BASE_PATH === '' ? '__Host-' : '__Secure-';
    this.name = prefix + name;
    this.options = {
      path: config.APP_BASE_PATH === '' ? '/' : config.APP_BASE_PATH,
      httpOnly: !isReadable,
      sameSite: 'lax',
      secure: config.isHttps,
    };
  }

  read(request: FastifyRequest): string | undefined {
    return request.cookies[this.name];
  }

  /** @param maxAge seconds; without it the cookie ends with the browser */
  set(reply: FastifyReply, value: string, maxAge?: number): void {
    void reply.setCookie(this.name, value, { ...this.options, ...(maxAge === undefined ? {} : { maxAge }) });
  }

  clear(reply: FastifyReply): void {
    void reply.clearCookie(this.name, this.options);
  }
}
