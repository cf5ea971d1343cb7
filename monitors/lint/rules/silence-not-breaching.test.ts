import { describe, expect, it } from 'vitest';
import { alarm, findingsOf, heartbeat } from '../testing/samples.ts';
import { silenceNotBreaching as rule } from './silence-not-breaching.ts';

describe('silence-not-breaching', () => {
  it('finds a heartbeat that silence does not trip', () => {
    expect(findingsOf(rule, [heartbeat({ treatMissingData: 'notBreaching' })]))
      .toMatchInlineSnapshot(`
        [
          "warning metric alarm "pms-silent": It alarms on low values of AWS/Logs IncomingLogEvents, but treats missing data as good. The metric is not published while the log group receives no event, so it never reports zero. Set treatMissingData to breaching.",
        ]
      `);
  });
  it('finds one that keeps its state', () => {
    expect(findingsOf(rule, [heartbeat({ treatMissingData: 'ignore' })])).toHaveLength(1);
  });
  it('accepts breaching, and metrics that do fall to zero', () => {
    const low = alarm(
      { comparisonOperator: 'LessThanThreshold', threshold: 2 },
      { metricName: 'RunningTaskCount', namespace: 'ECS/ContainerInsights' },
    );
    expect(findingsOf(rule, [heartbeat(), low])).toEqual([]);
  });
});
