import { render } from '@inquirer/testing';
import { describe, expect, it } from 'vitest';
import { timedInput } from '../../src/cli/timed-input.js';

describe('a prompt with a clock', () => {
  it('shows the clock, takes what is typed and gives it back', async () => {
    const { answer, events, getScreen } = await render(timedInput, { message: 'How many?', status: () => '1:20' });
    expect(getScreen()).toBe('[1:20] How many?');
    events.type('12k req/s');
    expect(getScreen()).toBe('[1:20] How many? 12k req/s');
    events.keypress('enter');
    expect(await answer).toBe('12k req/s');
    expect(getScreen()).toBe('[done] How many? 12k req/s');
  });

  it('does without a clock, and takes an empty line', async () => {
    const { answer, events, getScreen } = await render(timedInput, { message: 'Anything else?' });
    expect(getScreen()).toBe('Anything else?');
    events.keypress('enter');
    expect(await answer).toBe('');
  });
});
