import { createPrompt, isEnterKey, useEffect, useKeypress, useState } from '@inquirer/core';

export interface TimedInputConfig {
  readonly message: string;
  /** What the clock shows, asked again each second. */
  readonly status?: () => string;
}

/** A line of text, with a clock before it that goes on while somebody thinks. */
export const timedInput = createPrompt<string, TimedInputConfig>(({ message, status }, done) => {
  const [value, setValue] = useState('');
  const [isDone, setDone] = useState(false);
  const [, tick] = useState(0);
  useEffect((reader) => {
    if (!status) return undefined;
    let ticks = 0;
    const timer = setInterval(() => {
      // What is typed stays where it is.
      if (reader.line !== undefined) tick(++ticks);
    }, 1000);
    return () => clearInterval(timer);
  }, []);
  useKeypress((key, reader) => {
    if (isDone) return;
    if (isEnterKey(key)) {
      setDone(true);
      done(value);
    } else setValue(reader.line);
  });
  return `${status ? `[${isDone ? 'done' : status()}] ` : ''}${message} ${value}`;
});
