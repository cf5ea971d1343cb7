import { randomUUID } from 'node:crypto';
import type { DrillKind } from './drill.ts';
import { siteAnswers } from './hypotheses.ts';

/** Nothing breaks: a line that says so is logged, and somebody has to be told. */
export const alarm: DrillKind = {
  brief: 'a marked CRITICAL line is logged, and the alarm has to tell of it',
  ways: ['log-line'],
  build: (how) => {
    const marker = `bilancia drill ${randomUUID().slice(0, 8)}`;
    return {
      name: 'alarm',
      how,
      title: 'A CRITICAL line is told to somebody',
      description:
        'A marked line is logged, and followed to the metric, the alarm and the notification.',
      needs: ['write-log'],
      hypothesis: { title: 'Visitors are answered', probes: [siteAnswers] },
      method: [
        {
          type: 'action',
          name: 'log a marked CRITICAL line',
          action: async () => ({ name: 'write-log', given: { line: monologLine(marker) } }),
        },
      ],
      stopConditions: [],
      settled: [siteAnswers],
      expectAlarms: ['reference-pms-critical'],
      marker,
      auditsWrites: false,
    };
  },
};

/** As the application's own logger writes. */
function monologLine(message: string): string {
  return `[${new Date().toISOString().replace('Z', '000+00:00')}] drill.CRITICAL: ${message} [] []`;
}
