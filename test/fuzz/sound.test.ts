import { testFuzzed } from './fuzzing.js';

testFuzzed('valid');
testFuzzed('hostile');
