/** Address of the database in use, embedded or not. */
export const DATABASE_URL = Symbol('DATABASE_URL');
