import { describe, expect, it } from 'vitest';
import { factPrefix } from '../../../core/client-history.ts';
import { readLogLine } from './log.ts';

describe("a line of k6's log", () => {
  it('is a client fact when a script of ours printed one', () => {
    const fact = '{"kind":"isolation","checked":3,"foreign":[]}';
    const line = JSON.stringify({
      level: 'info',
      msg: factPrefix + fact,
      source: 'console',
      time: '2026-11-22T10:00:00Z',
    });
    expect(readLogLine(line, true)).toEqual({ kind: 'fact', json: fact });
    const print = { kind: 'script', level: 'info', text: factPrefix + fact };
    expect(readLogLine(line, false)).toEqual(print);
  });

  it('is a print of the script otherwise', () => {
    const line = JSON.stringify({
      level: 'warning',
      msg: 'so "quoted"\nand broken',
      source: 'console',
    });
    expect(readLogLine(line, true)).toEqual({
      kind: 'script',
      level: 'warning',
      text: 'so "quoted"\nand broken',
    });
  });

  it.each([
    ['an exception of an iteration', { scenario: 'default' }, 'exception'],
    ['an exception of setup or teardown', {}, 'exception outside'],
  ])('is %s when it comes with a stack', (_, more, kind) => {
    const entry = { level: 'error', msg: 'Error: no\n\tat x', source: 'stacktrace', ...more };
    expect(readLogLine(JSON.stringify(entry), false)).toEqual({
      kind,
      level: 'error',
      text: 'Error: no\n\tat x',
    });
  });

  it("is the engine's own word when it does not come from the console, with its reason", () => {
    const line = JSON.stringify({
      level: 'warning',
      msg: 'Request Failed',
      error: 'Get "x": dial: refused',
    });
    const text = 'Request Failed: Get "x": dial: refused';
    expect(readLogLine(line, true)).toEqual({ kind: 'engine', level: 'warning', text });
  });

  it.each(['panic: runtime error', '{"cut off', '[1]', '{"no":"message"}'])(
    'is text beside the log when it is %s',
    (line) => {
      expect(readLogLine(line, true)).toEqual({ kind: 'text', level: 'error', text: line });
    },
  );
});
