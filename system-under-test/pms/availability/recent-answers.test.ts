import { describe, expect, it } from 'vitest';
import { recentAnswers } from './recent-answers.ts';

/** Answers that count how often they were asked for, at a clock that is set by hand. */
function counted(milliseconds: number) {
  const clock = { at: 1_000 };
  const answers = recentAnswers(milliseconds, () => clock.at);
  let asked = 0;
  const ask = (): Promise<string> => Promise.resolve(String(++asked));
  return { clock, get: (question: string) => answers.get(question, ask), answers };
}

describe('recent answers', () => {
  it('are given again until they are too old', async () => {
    const { clock, get } = counted(1_000);
    expect(await get('a')).toBe('1');
    clock.at += 999;
    expect(await get('a')).toBe('1');
    clock.at += 1;
    expect(await get('a')).toBe('2');
  });
  it('are kept apart by question', async () => {
    const { get } = counted(1_000);
    expect(await Promise.all([get('a'), get('b'), get('a')])).toEqual(['1', '2', '1']);
  });
  it('are never given again when they may not be kept', async () => {
    const { get } = counted(0);
    expect([await get('a'), await get('a')]).toEqual(['1', '2']);
  });
  it('tell an error to those who wait for the same answer, and ask again for the next', async () => {
    const { answers, get } = counted(1_000);
    const broken = () => Promise.reject(new Error('gone'));
    const both = await Promise.allSettled([answers.get('a', broken), answers.get('a', broken)]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await get('a')).toBe('1');
  });
});
