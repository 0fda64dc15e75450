import { TEXT_OPERATORS } from './operators/index.js';
import { testMutants } from './testing.js';

testMutants('a spec with one mistake in its numbers, expressions or layout', TEXT_OPERATORS);
