export * from './template.js';
export * from './render-template.js';
export * from './check-template.js';
