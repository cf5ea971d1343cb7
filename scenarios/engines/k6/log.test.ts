import { describe, expect, it } from 'vitest';
import { factPrefix } from '../../../core/client-history.ts';
import { readLogLine } from './log.ts';

describe("a line of k6's log", () => {
  it('is a client fact when the script printed one', () => {
    const fact = '{"kind":"isolation","checked":3,"foreign":[]}';
    const line = JSON.stringify({
      level: 'info',
      msg: factPrefix + fact,
      source: 'console',
      time: '2026-11-22T10:00:00Z',
    });
    expect(readLogLine(line)).toEqual({ kind: 'fact', json: fact });
  });

  it('is a print of the script otherwise', () => {
    const line = JSON.stringify({
      level: 'warning',
      msg: 'so "quoted"\nand broken',
      source: 'console',
    });
    expect(readLogLine(line)).toEqual({ kind: 'script', text: 'so "quoted"\nand broken' });
  });

  it("is the engine's own word when it does not come from the console, with its reason", () => {
    const line = JSON.stringify({
      level: 'warning',
      msg: 'Request Failed',
      error: 'Get "x": dial: refused',
    });
    const text = 'Request Failed: Get "x": dial: refused';
    expect(readLogLine(line)).toEqual({ kind: 'engine', level: 'warning', text });
  });

  it.each(['panic: runtime error', '{"cut off', '[1]', '{"no":"message"}'])(
    'is an error of the engine when it is %s',
    (line) => {
      expect(readLogLine(line)).toEqual({ kind: 'engine', level: 'error', text: line });
    },
  );
});
