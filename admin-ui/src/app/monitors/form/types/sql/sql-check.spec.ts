import { button, settle, textOf, type } from '../../../../../testing/builders.js';
import { renderCheck } from '../../../../../testing/render-check.js';
import { SqlCheck } from './sql-check.js';
import { SQL_KIND } from './sql-draft.js';

describe('SqlCheck', () => {
  it('keeps a masked connection until it is replaced', async () => {
    const { page, field, written } = await renderCheck(SqlCheck, SQL_KIND, { dbType: 'pg', connectionString: '••••shop' });
    expect(textOf(page)).toContain('Secret value that ends in shop');
    expect(written()['connectionString']).toBe('••••shop');
    button(page, 'Replace the connection').click();
    await settle();
    expect(document.activeElement).toBe(field('Connection'));
    type(field('Connection'), 'postgresql://status:new@db.example.com/shop');
    await settle();
    expect(written()['connectionString']).toBe('postgresql://status:new@db.example.com/shop');
  });

  it.each([
    ['pg', 'mysql://db.example.com/shop', ['Start with postgresql://.']],
    ['mysql2', 'postgresql://db.example.com/shop', ['Start with mysql://.']],
    ['pg', 'postgres://db.example.com/shop', []],
    ['pg', '$SECRET_SHOP_DB', []],
  ])('judges the address of %s: %s', async (dbType, connectionString, expected) => {
    const { errors } = await renderCheck(SqlCheck, SQL_KIND, { dbType, connectionString });
    expect(errors()).toEqual(expected);
  });

  it('leaves an engine it does not offer as it is stored', async () => {
    const { page, written } = await renderCheck(SqlCheck, SQL_KIND, { dbType: 'mssql', connectionString: '••••shop' });
    expect(textOf(page)).toContain('mssql (as stored)');
    expect(written()['dbType']).toBe('mssql');
  });
});
