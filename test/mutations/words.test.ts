import { WORD_OPERATORS } from './operators/index.js';
import { testMutants } from './testing.js';

testMutants('a spec with one mistake in its words', WORD_OPERATORS);
