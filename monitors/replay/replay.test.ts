import { describe, expect, it } from 'vitest';
import { formatSpan } from '../play/time.ts';
import { replayJson } from './json.ts';
import { replay, type Replay } from './replay.ts';
import { replayText } from './report.ts';
import { alarm, none, played, production } from './testing/production.ts';
import { began, recordedRun } from './testing/recorded-run.ts';

function firedIn({ fired }: Replay): string[] {
  return fired.map(({ alarm, at, until, cause }) =>
    [
      alarm,
      formatSpan(at - began),
      until === undefined ? 'to the end' : formatSpan(until - began),
      cause === undefined ? '?' : formatSpan(cause.at - began),
      cause?.what,
    ].join(' | '),
  );
}

describe('the replay of a run', () => {
  it('tells which alarms fired, until when, and after which observation', async () => {
    const result = await played();
    const line = '[2026-11-22T10:04:07.000000+01:00] request.CRITICAL: Uncaug…';
    const errors =
      'AWS/ApplicationELB HTTPCode_ELB_502_Count {LoadBalancer=app/prod/50dc6c495c0c9188} Sum was 20';
    expect(firedIn(result)).toEqual([
      `critical | 5m | 8m | 4m7s | /ecs/prod/pms: ${line}`,
      'cpu | 5m | 7m | 4m5s | AWS/ECS CPUUtilization {ClusterName=prod, ServiceName=pms} was 79.98',
      `errors | 5m | 9m | 4m1s | ${errors}`,
      'tasks | 6m | 7m | 4m5s | ECS/ContainerInsights RunningTaskCount {ClusterName=prod, ServiceName=pms} was 2',
      `page | 6m | 7m | 4m1s | ${errors}`,
    ]);
    expect(result.silent).toEqual(['slow']);
    expect(result.unknown).toEqual([]);
  });

  it('lets the names of the run stand for those of the definitions, and says so', async () => {
    const { standIns, logGroups, notes } = await played();
    expect(standIns).toEqual([
      { dimension: 'ClusterName', run: 'local', definitions: 'prod' },
      { dimension: 'LoadBalancer', run: 'app/local/1', definitions: 'app/prod/50dc6c495c0c9188' },
    ]);
    expect(logGroups).toEqual([{ source: 'service', group: '/ecs/prod/pms' }]);
    expect(notes).toEqual([
      'Container events come every 20s here and are used as they are; on AWS there is one per task and minute, so Sum and SampleCount of their metrics are 3 times those of AWS.',
      'RunningTaskCount and TaskCount are counted from the events of tasks; DesiredTaskCount is how many there were when the run began.',
      'Alarms with N evaluation periods are assumed to look back N + 2 periods: AWS publishes no formula, only that 3 periods look back 5.',
    ]);
  });

  it('refuses a journal that is none, and says what is wrong', async () => {
    await using run = await recordedRun();
    await run.append('journal', '{"run":[{"activity":1}]}');
    await expect(replay(run.folder, production(), none)).rejects.toThrow(
      /^Drill journal .* cannot be used: Invalid input.* Expected a Chaos Toolkit journal\./,
    );
  });

  it('counts from the fault of a drill where the run has a journal', async () => {
    await using run = await recordedRun();
    const action = { name: 'kill a task', type: 'action' };
    const probe = { name: 'site is up', type: 'probe' };
    const journal = {
      run: [
        { activity: probe, start: '2026-11-22T09:03:30' },
        { activity: action, start: '2026-11-22T09:04:00.250000' },
      ],
    };
    await run.append('journal', JSON.stringify(journal));
    const result = await replay(run.folder, production(), none);
    expect(result.faults).toEqual([{ at: began + 240_250, name: 'kill a task' }]);
    const { fired } = replayText(result, 100);
    expect(fired.slice(0, 3)).toEqual([
      ['ALARM', 'FIRED', 'AFTER THE CAUSE', 'CAUSE', 'LASTED'],
      [
        'critical',
        '5m',
        '1m',
        'kill a task, then /ecs/prod/pms: [2026-11-22T10:04:07.000000+01:00] request.CRITICAL: Uncaug…',
        '3m',
      ],
      [
        'cpu',
        '5m',
        '1m',
        'kill a task, then AWS/ECS CPUUtilization {ClusterName=prod, ServiceName=pms} was 79.98',
        '2m',
      ],
    ]);
  });

  it('works on a run that crashed: up to the last that it recorded, without lines cut short', async () => {
    await using other = await recordedRun({ endedAt: undefined });
    await other.append('containerEvents', '{"Type":"Task","Time');
    await other.append('accessLog', 'http 2026-11-22T09:0');
    await other.append('serviceLog', '{"timestamp":17');
    const result = await replay(other.folder, production(), none);
    expect(result.simulation.to).toBe(began + 600_000);
    expect(result.notes.slice(0, 3)).toEqual([
      'The run did not finish: it is played up to its last record.',
      'The last line of container-events.ndjson is cut short and left out.',
      'The last line of service-log.ndjson is cut short and left out.',
    ]);
    expect(firedIn(result)).toEqual(firedIn(await played()));
  });

  it('takes names and log groups as they are given', async () => {
    await using run = await recordedRun();
    const db = alarm(
      'connections',
      ['AWS/RDS', 'DatabaseConnections'],
      { DBInstanceIdentifier: 'r1' },
      'Average',
      30,
    );
    const options = {
      standIns: [{ dimension: 'DBInstanceIdentifier', run: 'db-3', definitions: 'r1' }],
      logGroups: [{ source: 'access-log' as const, group: '/ecs/prod/pms' }],
    };
    const result = await replay(run.folder, production(db), options);
    expect(result.fired.map(({ alarm }) => alarm)).toContain('connections');
    expect(result.fired.map(({ alarm }) => alarm)).not.toContain('critical');
    const wrong = (changes: Partial<typeof options>) =>
      replay(run.folder, production(db), { ...options, ...changes });
    await expect(
      wrong({ standIns: [{ dimension: 'DBInstanceIdentifier', run: 'db-9', definitions: 'r1' }] }),
    ).rejects.toThrow(
      '--as: the DBInstanceIdentifier of the run is "db-9", but must be one that the run has: db-2, db-3.',
    );
    await expect(
      wrong({ logGroups: [{ source: 'access-log', group: '/nowhere' }] }),
    ).rejects.toThrow(
      'The log group of --log-group is "/nowhere", but must be one that a metric filter reads: /ecs/prod/pms.',
    );
  });

  it('is told to people with a table and a picture, and to programs as JSON', async () => {
    const result = await played();
    const { head, picture, unknown } = replayText(result, 70);
    expect(head).toBe('Run r1 (steady), 10m from 2026-11-22T09:00:00.000Z; times count from there');
    expect(unknown).toEqual([]);
    expect(`\n${picture.join('\n')}\n`).toMatchInlineSnapshot(`
      "
      Critical Sum                       ▁             1
      critical                   ──────────██████─────
      CPUUtilization Maximum     ▁ ▁ ▁ ▁ █ █ ▁ ▁ ▁ ▁   50 to 79.98
      cpu                        ··────────████───────
      HTTPCode_ELB_502_Count Sum         ▁ ▁           20
      errors                     ──────────████████───
      RunningTaskCount Minimum   █ █ █ █ ▁ ▁ █ █ █ █   2 to 3
      tasks                      ····────────██───────
      page                       ────────────██───────
                                 ╵0m       ╵5m
      · INSUFFICIENT_DATA  ─ OK  █ ALARM  ╳ several  ? either  ! action  x not run  ^ differs
      "
    `);
    const json = replayJson(result);
    expect(json).toMatchObject({
      from: '2026-11-22T09:00:00.000Z',
      to: '2026-11-22T09:10:00.000Z',
      silent: ['slow'],
      notPlayed: [],
      fired: expect.arrayContaining([
        expect.objectContaining({
          alarm: 'errors',
          cause: expect.objectContaining({ what: expect.stringContaining('HTTPCode_ELB_502') }),
          secondsAfterCause: expect.any(Number),
        }),
      ]),
    });
    expect(JSON.parse(JSON.stringify(json))).toEqual(json);
  });
});
