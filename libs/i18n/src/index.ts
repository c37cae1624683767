export * from './dictionary.js';
export * from './format.js';
export { formatAgo, formatList, formatNumber, formatUnits } from './intl.js';
export * from './locale.js';
export { en } from './locales/en.js';
export * from './page-texts.js';
export * from './recurrence.js';
export * from './translate.js';
export * from './words.js';
