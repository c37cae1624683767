import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { heicFile } from '../../../../test/heic-file.js';
import { FULL_KEY, MonitorsApi } from '../../../../test/monitors-api.js';
import { AuditModule } from '../../audit/audit.module.js';
import { SiteModule } from '../site.module.js';

let api: MonitorsApi;
beforeAll(async () => {
  api = await MonitorsApi.start({ imports: [AuditModule, SiteModule] });
});
afterAll(async () => api.close());

const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 4, background: { r: 200, g: 20, b: 60, alpha: 0.5 } } });
const upload = async (file: Buffer, query = '', headers: Record<string, string> = FULL_KEY) =>
  api.app.request().post(`/api/v4/images${query}`).set(headers).set('content-type', 'application/octet-stream').send(file);
const fetched = async (url: string) => {
  const { body, status, headers } = await api.app.request().get(url).buffer(true);
  return { status, headers, metadata: status === 200 ? await sharp(body as Buffer).metadata() : null };
};

describe('POST /images', () => {
  it('writes a picture anew and serves it for a year', async () => {
    const { status, body } = await upload(await picture(600, 300).png().toBuffer(), '?name=logo.png');
    expect([status, body.image]).toEqual([
      201,
      {
        ...{ id: expect.stringMatching(/^[A-Za-z0-9]{16}\.png$/), url: `/assets/images/${body.image.id}`, mime_type: 'image/png' },
        ...{ original_name: 'logo.png', width: 256, height: 128, size: expect.any(Number), created_at: expect.any(String) },
      },
    ]);
    const { headers, metadata } = await fetched(body.image.url);
    expect(headers).toMatchObject({
      ...{ 'content-type': 'image/png', 'cache-control': 'public, max-age=31536000, immutable', 'x-content-type-options': 'nosniff' },
      'content-security-policy': "default-src 'none'; sandbox",
    });
    expect(metadata).toMatchObject({ format: 'png', width: 256, height: 128, hasAlpha: true });
    expect((await api.app.request().get(body.image.url).set('if-none-match', headers['etag']!)).status).toBe(304);
    expect((await api.get('images')).body.images).toContainEqual(body.image);
  });

  it.each([
    ['jpeg', '', 'jpeg', 256, 128],
    ['webp', '', 'png', 256, 128],
    ['png', '?purpose=favicon', 'png', 64, 32],
    ['png', '?purpose=nav', 'png', 32, 16],
    ['png', '?purpose=monitor', 'png', 128, 64],
    ['jpeg', '?purpose=page_logo', 'jpeg', 256, 128],
    ['jpeg', '?purpose=site_social', 'jpeg', 640, 320],
    ['png', '?purpose=page_social', 'png', 1000, 500],
  ] as const)('makes of %s%s a %s of %i × %i', async (format, query, stored, width, height) => {
    const { body } = await upload(await picture(1000, 500).toFormat(format).toBuffer(), query);
    expect((await fetched(body.image.url)).metadata).toMatchObject({ format: stored, width, height });
  });

  it('turns a photo upright and forgets where it was taken', async () => {
    const exif = { IFD0: { Make: 'Camera', Copyright: 'Secret' }, IFD3: { GPSLatitude: '52/1 30/1 0/1' } };
    const file = await picture(200, 100).flatten().jpeg().withExif(exif).withMetadata({ orientation: 6 }).toBuffer();
    expect((await sharp(file).metadata()).exif).toBeDefined();
    const { metadata } = await fetched((await upload(file)).body.image.url);
    expect(metadata).toMatchObject({ width: 100, height: 200 });
    expect([metadata!.exif, metadata!.icc, metadata!.xmp, metadata!.orientation]).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('makes a JPEG of a HEIC photo', async () => {
    const { status, body } = await upload(heicFile({ y: 120, cb: 90, cr: 200 }));
    expect([status, body.image]).toEqual([201, expect.objectContaining({ mime_type: 'image/jpeg', width: 16, height: 16 })]);
    const { body: file } = await api.app.request().get(body.image.url).buffer(true);
    const [red, green, blue] = (await sharp(file as Buffer).stats()).channels.map(({ mean }) => Math.round(mean / 10));
    expect([red, green, blue]).toEqual([24, 8, 5]);
  });

  it.each<[string, () => Buffer | Promise<Buffer>]>([
    ['nothing', () => Buffer.alloc(0)],
    ['a drawing', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
    ['a page', () => Buffer.from('<!doctype html>')],
    ['a GIF', () => picture(2, 2).gif().toBuffer()],
    ['a drawing behind the first bytes of a PNG', () => Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.from('<svg/>')])],
    ['half a JPEG', async () => (await picture(300, 300).flatten().jpeg().toBuffer()).subarray(0, 600)],
    ['a HEIC file that holds none', () => Buffer.concat([Buffer.from('\0\0\0\x18ftypheic\0\0\0\0heicmif1'), Buffer.alloc(100)])],
    ['a HEIC file that claims a side of 5000 pixels', () => heicFile({ side: 5000 })],
    ['half a HEIC file', () => heicFile().subarray(0, 400)],
    ['a side of 4097 pixels', () => picture(4097, 2).png().toBuffer()],
    ['too many pixels', () => picture(5000, 5000).png().toBuffer()],
  ])('refuses %s', async (_what, file) => {
    const { status, body } = await upload(await file());
    expect([status, body.error.code]).toEqual([400, 'BAD_REQUEST']);
  });

  it('refuses more than 2 MiB, an unknown purpose, and who may not', async () => {
    expect((await upload(Buffer.alloc(2 * 1024 * 1024 + 1))).status).toBe(413);
    expect((await upload(await picture(2, 2).png().toBuffer(), '?purpose=poster')).status).toBe(400);
    expect((await upload(Buffer.alloc(0), '', { authorization: 'Bearer key:pages.write' })).status).toBe(403);
  });
});

it.each(['AAAAAAAAAAAAAAAA.png', 'x', '..%2f..%2fetc', 'AAAAAAAAAAAAAAAA.svg'])('serves nothing at %s', async (id) => {
  expect((await api.app.request().get(`/assets/images/${id}`)).status).toBe(404);
});
