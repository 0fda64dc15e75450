export { diffOf, linesChanged } from './diff.js';
export { editedTexts } from './edit.js';
export { plainText } from './print.js';
