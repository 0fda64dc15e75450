export { diffOf, linesChanged } from './diff.js';
export { type Edited, editedTexts } from './edit.js';
export { plainText } from './print.js';
