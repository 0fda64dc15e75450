export { type Default, defaultOf } from './defaults.js';
