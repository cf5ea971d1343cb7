import { describe, expect, it } from 'vitest';
import { parseAccessLogLine } from './alb-access-log.ts';

const rest =
  '"GET http://h:80/a b HTTP/1.1" "curl \\"x\\"" - - arn:aws:elasticloadbalancing:eu-south-1:1:targetgroup/pms/2 "Root=1" "-"';

describe('a line of an ALB access log', () => {
  it('tells who answered, how fast and with what', () => {
    expect(
      parseAccessLogLine(
        `http 2026-07-01T08:00:00.186641Z app/local/1 127.0.0.1:2817 10.0.0.1:80 0.000 0.031 0.000 200 200 34 366 ${rest}`,
      ),
    ).toEqual({
      time: '2026-07-01T08:00:00.186641Z',
      loadBalancer: 'app/local/1',
      target: '10.0.0.1:80',
      targetSeconds: 0.031,
      elbStatus: '200',
      targetStatus: '200',
      receivedBytes: 34,
      sentBytes: 366,
      targetGroupArn: 'arn:aws:elasticloadbalancing:eu-south-1:1:targetgroup/pms/2',
    });
  });

  it('of a request that reached no target has neither target nor its time and status', () => {
    const line = `http 2026-07-01T08:00:00.186641Z app/local/1 127.0.0.1:2817 - -1 -1 -1 503 - 34 366 ${rest}`;
    expect(parseAccessLogLine(line)).toMatchObject({
      target: undefined,
      targetSeconds: undefined,
      elbStatus: '503',
      targetStatus: undefined,
    });
  });

  it.each([
    '',
    'not a line of a log',
    'http 2026-07-01T08:00:00.186641Z app/local/1 127.0.0.1:2817 10.0.0.1:80 0.000 0.031 0.0',
    `http 2026-07-01T08:00:00.186641Z app/local/1 127.0.0.1:2817 10.0.0.1:80 0.000 0.031 0.000 ok 200 34 366 ${rest}`,
    'http 2026-07-01T08:00:00.186641Z app/local/1 127.0.0.1:2817 10.0.0.1:80 0.000 0.031 0.000 200 200 34 366 "GET http',
  ])('that is not whole is none: %s', (line) => {
    expect(parseAccessLogLine(line)).toBeUndefined();
  });
});
