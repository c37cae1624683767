import { DefaultNamingStrategy, type NamingStrategyInterface, type Table, type View } from 'typeorm';

const snake = (words: string): string => words.replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
const tableName = (table: Table | View | string): string => (typeof table === 'string' ? table : table.name).split('.').at(-1) ?? '';
/** PostgreSQL cuts names here; a longer one needs a name of its own in the entity. */
const NAME_BYTES = 63;
const fitted = (name: string): string => {
  if (name.length > NAME_BYTES) throw new RangeError(`The name ${name} is longer than PostgreSQL keeps; name it in its entity`);
  return name;
};

/**
 * TypeScript is camelCase, the tables are snake_case; only this file and the DTO mappers know both.
 * Constraints get the names PostgreSQL itself gives them, so that hand-written migrations need not spell them out.
 */
export class SnakeCaseNaming extends DefaultNamingStrategy implements NamingStrategyInterface {
  override tableName(className: string, customName: string | undefined): string {
    return customName ?? snake(className.replace(/Entity$/, ''));
  }
  override columnName(propertyName: string, customName: string | undefined, embeddedPrefixes: string[]): string {
    return [...embeddedPrefixes.map(snake), customName ?? snake(propertyName)].join('_');
  }
  override relationName(propertyName: string): string {
    return snake(propertyName);
  }
  override joinColumnName(relationName: string, referencedColumnName: string): string {
    return `${snake(relationName)}_${snake(referencedColumnName)}`;
  }
  override primaryKeyName(table: Table | string): string {
    return fitted(`${tableName(table)}_pkey`);
  }
  override uniqueConstraintName(table: Table | string, columns: string[]): string {
    return fitted(`${tableName(table)}_${columns.join('_')}_key`);
  }
  override relationConstraintName(table: Table | string, columns: string[]): string {
    return this.uniqueConstraintName(table, columns);
  }
  override foreignKeyName(table: Table | string, columns: string[]): string {
    return fitted(`${tableName(table)}_${columns.join('_')}_fkey`);
  }
  override indexName(table: Table | View | string, columns: string[]): string {
    return fitted(`${tableName(table)}_${columns.join('_')}_idx`);
  }
}
