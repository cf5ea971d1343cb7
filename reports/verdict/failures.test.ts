import { describe, expect, it } from 'vitest';
import { addRequests, failRequests, timeout, type Fault } from '../testing/faults.ts';
import { objectionsBy, verdictOn } from '../testing/judge-run.ts';

const unavailable = { status: 503, reason: 'HTTP 503 Service Unavailable' };
const refused = { status: 0, code: '1212', reason: 'connection refused', error: 'dial: refused' };

const outage: Fault = (run) => {
  failRequests('book', timeout, 10, [30, 40])(run);
  failRequests('offers', unavailable, 4, [45, 47])(run);
};

describe('failed requests', () => {
  it('are told with their reasons, as part of what explains a missed objective', async () => {
    const verdict = await verdictOn(outage);
    expect(verdict.outcome).toBe('fail');
    expect(objectionsBy(verdict, 'failed-requests')).toEqual([
      'missed: 108 of 3,211 requests failed (3.4 %): 100 of book with request timeout (08:00:30 to 08:00:39 UTC), 8 of offers with HTTP 503 Service Unavailable (08:00:45 to 08:00:46 UTC).',
    ]);
    expect(verdict.failures).toEqual({
      kinds: [
        {
          name: 'book',
          status: 0,
          code: '1050',
          reason: 'request timeout',
          error: 'request timeout',
          count: 100,
          first: '2026-07-01T08:00:30.000Z',
          last: '2026-07-01T08:00:39.000Z',
        },
        {
          name: 'offers',
          status: 503,
          code: null,
          reason: 'HTTP 503 Service Unavailable',
          error: '',
          count: 8,
          first: '2026-07-01T08:00:45.000Z',
          last: '2026-07-01T08:00:46.000Z',
        },
      ],
      beyond: { kinds: 0, requests: 0 },
      unexplained: 0,
    });
  });

  it('are a remark while the objectives are met', async () => {
    const verdict = await verdictOn(failRequests('offers', refused, 1, [30, 31]));
    expect(verdict.outcome).toBe('pass');
    expect(objectionsBy(verdict, 'failed-requests')).toEqual([
      'remark: 1 of 3,104 requests failed (0.032 %): 1 of offers with connection refused (at 08:00:30 UTC).',
    ]);
  });

  it('of very many kinds are listed up to a limit, and the rest counted', async () => {
    const verdict = await verdictOn((run) => {
      for (let index = 0; index < 60; index += 1)
        failRequests(
          'section',
          { ...unavailable, reason: `reason ${index}` },
          60 - index,
          [30, 31],
        )(run);
    });
    expect(verdict.failures.kinds).toHaveLength(50);
    expect(verdict.failures.beyond).toEqual({ kinds: 10, requests: 55 });
    expect(objectionsBy(verdict, 'failed-requests')).toEqual([
      'missed: 1,830 of 4,933 requests failed (37.1 %): 60 of section with reason 0 (at 08:00:30 UTC), 59 of section with reason 1 (at 08:00:30 UTC), 58 of section with reason 2 (at 08:00:30 UTC), 1,653 for 57 further reasons.',
    ]);
  });

  it('without a recorded reason make a pass impossible', async () => {
    const verdict = await verdictOn(addRequests('offers', 'failed', 5, 1, [30, 31]));
    expect(verdict.outcome).toBe('inconclusive');
    expect(objectionsBy(verdict, 'failed-requests')).toEqual([
      'remark: 1 of 3,104 requests failed (0.032 %): 1 for reasons not recorded.',
      'inconclusive: Why 1 request failed is not recorded: failures.ndjson lacks records.',
    ]);
  });
});
