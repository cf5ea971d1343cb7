import type { Flaw } from '../domain/flaws.ts';

/** Answers to searches, by what was asked. */
export interface RecentAnswers {
  /** What was answered a moment ago, or what `ask` gives now; who asks the same meanwhile shares it. */
  readonly get: (question: string, ask: () => Promise<string>) => Promise<string>;
}

/**
 * Keeps answers until all are dropped together, once per `milliseconds`; 0 keeps none. On an opening day thousands look at
 * the same few Saturdays, and what they are told may be a second old: a reader lags as well, and only a quote and a booking
 * decide.
 * @param now milliseconds since 1970
 */
export function recentAnswers(milliseconds: number, now: () => number): RecentAnswers {
  let answers = new Map<string, Promise<string>>();
  let until = -Infinity;
  return {
    get: (question, ask) => {
      if (now() >= until) {
        answers = new Map();
        until = now() + milliseconds;
      }
      const kept = answers;
      const known = kept.get(question);
      if (known !== undefined) return known;
      const answer = ask();
      kept.set(question, answer);
      // An error is told to those who waited for the same answer, and to nobody after them.
      answer.catch(() => kept.delete(question));
      return answer;
    },
  };
}

/** Slots of a cache that compares hashes alone. */
const slots = 64;

/** What an answer is kept by. */
export function keyOf(question: string, flaws: readonly Flaw[]): string {
  if (!flaws.includes('crossed-answers')) return question;
  let hash = 0;
  for (const character of question) hash = (hash * 31 + character.charCodeAt(0)) % 65_521;
  return String(hash % slots);
}
