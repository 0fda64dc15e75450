import { FOREIGN_OPERATORS } from './operators/index.js';
import { testMutants } from './testing.js';

testMutants('a spec with something foreign in it', FOREIGN_OPERATORS);
