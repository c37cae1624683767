import { faultOf, ownAddress } from './image-file.js';

describe('faultOf', () => {
  it.each([
    ['logo.png', 'image/png', 10, null],
    ['photo.HEIC', '', 10, null],
    ['photo.heic', 'image/heic', 2_097_152, null],
    ['logo.svg', 'image/svg+xml', 10, 'logo.svg is no picture of a kind that is taken. Use PNG, JPEG, WebP or HEIC.'],
    ['notes.txt', '', 10, 'notes.txt is no picture of a kind that is taken. Use PNG, JPEG, WebP or HEIC.'],
    ['big.png', 'image/png', 3_145_728, 'big.png has 3.0 MB; at most 2 MB are taken.'],
    ['none.png', 'image/png', 0, 'none.png is empty.'],
  ])('%s of type "%s" and %i bytes: %s', (name, type, size, fault) => {
    expect(faultOf({ name, type, size })).toBe(fault);
  });
});

describe('ownAddress', () => {
  it.each([
    ['/assets/images/a.png', '/status/assets/images/a.png'],
    ['https://status.test/logo.png', 'https://status.test/logo.png'],
    ['https://other.test/logo.png', null],
    ['//other.test/logo.png', null],
    ['https://', null],
    ['logo', null],
  ])('%s → %s', (value, shown) => {
    expect(ownAddress(value, '/status/', 'https://status.test')).toBe(shown);
  });
});
