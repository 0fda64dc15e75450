import { expect, test } from 'vitest';
import { suggest } from '../../src/core/index.js';

test.each([
  // A letter left out, one too many, another, two swapped; capitals.
  ['rat', ['rate', 'peak'], 'rate'],
  ['usrs', ['users', 'items'], 'users'],
  ['api', ['apis', 'db'], 'apis'],
  ['evry', ['every'], 'every'],
  ['ebd', ['edb', 'end'], 'edb'],
  ['Rate', ['rate'], 'rate'],
  // Two of six letters and more.
  ['servcie', ['service'], 'service'],
  ['reqst', ['request'], 'request'],
  ['availblty', ['availability'], 'availability'],
])('%s is near to one of %s', (word, candidates, meant) => expect(suggest(word, candidates)).toBe(meant));

test.each([
  ['online', 'line'],
  ['place', 'price'],
  ['fee', 'use'],
  ['at', 'in'],
  ['a', 'b'],
  ['cost', 'host-name'],
  ['trips', 'rates'],
])('%s is no slip of %s', (word, other) => expect(suggest(word, [other])).toBeUndefined());
