import { describe, expect, it } from 'vitest';
import { ofKind } from '../definitions/definition.ts';
import { compileFilterPattern } from '../filter-pattern/matcher/compile.ts';
import { corrections } from './corrections.ts';
import { criticalPattern } from './monolog.ts';
import { pmsService } from './pms-service.ts';
import { usePack } from './use-pack.ts';

describe('the PMS pack', () => {
  it('has the pattern of the team by default', () => {
    const [filter] = ofKind(usePack(pmsService, pmsService.example), 'metric-filter');
    expect(filter?.pattern).toBe('[(w1="*CRITICAL*") && (w1!="*Errore da Ignorare*")]');
  });

  const text = (level: string, message: string) =>
    `[2026-11-22T09:15:42.123456+01:00] request.${level}: ${message} {"code":7} []`;
  const json = (level: string, message: string) =>
    JSON.stringify({ message, context: {}, level: 500, level_name: level, channel: 'payment' });

  it.each([
    ['any', text('CRITICAL', 'Uncaught PHP Exception'), true],
    ['any', text('CRITICAL', 'Errore da Ignorare: 3'), false],
    ['any', text('CRITICAL', 'errore da ignorare: 3'), true],
    ['any', text('INFO', 'state is CRITICAL'), true],
    ['any', json('CRITICAL', 'gone away'), true],
    ['line', text('CRITICAL', 'Uncaught PHP Exception'), true],
    ['line', text('CRITICAL', 'Errore da Ignorare: 3'), false],
    ['line', text('INFO', 'state is CRITICAL'), false],
    ['line', text('INFO', 'request.CRITICAL: quoted'), false],
    ['json', json('CRITICAL', 'gone away'), true],
    ['json', json('CRITICAL', 'an Errore da Ignorare here'), false],
    ['json', json('INFO', 'CRITICAL'), false],
    ['json', '{"level_name":"CRITICAL"}', true],
  ] as const)('as form %s takes "%s": %s', (form, text, expected) => {
    const { matches } = compileFilterPattern(criticalPattern(form, ['Errore da Ignorare']));
    expect(matches(text)).toBe(expected);
  });

  it('ignores every phrase, and takes none', () => {
    for (const form of ['any', 'line', 'json'] as const) {
      const line = form === 'json' ? json : text;
      const two = compileFilterPattern(criticalPattern(form, ['one', 'two']));
      expect(two.matches(line('CRITICAL', 'some two'))).toBe(false);
      expect(two.matches(line('CRITICAL', 'some one'))).toBe(false);
      expect(two.matches(line('CRITICAL', 'another'))).toBe(true);
      expect(compileFilterPattern(criticalPattern(form, [])).matches(line('CRITICAL', 'x'))).toBe(
        true,
      );
    }
  });

  it('watches what is published beyond chance where that runs, and not on an idle fleet', () => {
    const name = 'prod-pms-unbalanced-beyond-chance';
    const alarmOf = (options: object) =>
      ofKind(usePack(pmsService, { ...pmsService.example, ...options }), 'metric-alarm').find(
        (alarm) => alarm.name === name,
      );
    expect(alarmOf({})).toBe(undefined);
    expect(alarmOf({ published: true })).toMatchObject({
      threshold: 1,
      datapointsToAlarm: 10,
      evaluationPeriods: 15,
      metric: [
        { id: 'result', expression: 'IF(average >= 10, beyond, 0)' },
        { id: 'beyond', metric: { namespace: 'Bilancia/Balance', metricName: 'BeyondChance' } },
        { id: 'average', metric: { namespace: 'AWS/ECS', metricName: 'CPUUtilization' } },
      ],
    });
  });

  it('watches the memory of the busiest task upwards, whatever AWS prints', () => {
    const definitions = usePack(pmsService, { ...pmsService.example, perTask: true });
    expect(
      ofKind(definitions, 'metric-alarm').find(({ name }) => name === 'prod-pms-task-memory')
        ?.comparisonOperator,
    ).toBe('GreaterThanThreshold');
    expect(pmsService.corrections).toContain(corrections.memoryComparison);
  });
});
