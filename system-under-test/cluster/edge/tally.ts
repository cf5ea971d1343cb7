import type { EdgeLogEntry } from '../../../core/formats/cloudfront-log.ts';

/** What the edge did since it was started, for people who look at the cluster. */
export interface EdgeTally {
  readonly saw: (entry: EdgeLogEntry) => void;
  /** Takes how many keys are blocked now. */
  readonly blocks: (keys: number) => void;
  readonly inWords: () => string;
}

export function edgeTally(): EdgeTally {
  let answers = 0;
  let own = 0;
  let blocked = 0;
  return {
    saw: ({ result }) => {
      answers += 1;
      if (result === 'Hit' || result === 'RefreshHit') own += 1;
    },
    blocks: (keys) => {
      blocked = keys;
    },
    inWords: () =>
      [
        answers === 0
          ? 'no answers yet'
          : `${Math.round((100 * own) / answers)} % of ${answers.toLocaleString('en-US')} answers its own`,
        ...(blocked === 0 ? [] : [`blocks ${blocked.toLocaleString('en-US')}`]),
      ].join(', '),
  };
}
