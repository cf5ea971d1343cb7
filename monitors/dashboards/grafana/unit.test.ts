import { expect, it } from 'vitest';
import type { MetricWidget } from '../../definitions/dashboard.ts';
import type { MetricQuery, MetricStat } from '../../definitions/metric.ts';
import { unitOf } from './unit.ts';

const graph = (queries: readonly MetricQuery[], label?: string): MetricWidget => ({
  kind: 'metric',
  title: '',
  place: { x: 0, y: 0, width: 1, height: 1 },
  view: 'line',
  queries,
  ...(label === undefined ? {} : { axis: { label } }),
});

const query = (metricName: string, more: Partial<MetricStat> = {}): MetricQuery => ({
  id: 'm1',
  metric: { namespace: 'AWS/RDS', metricName, stat: 'Average', period: 60, ...more },
});

it.each([
  ['CPUUtilization', 'percent'],
  ['MemoryUtilization', 'percent'],
  ['BufferCacheHitRatio', 'percent'],
  ['TargetResponseTime', 's'],
  ['ReadLatency', 's'],
  ['SelectLatency', 'ms'],
  ['AuroraReplicaLag', 'ms'],
  ['FreeableMemory', 'bytes'],
  ['VolumeBytesUsed', 'bytes'],
  ['NetworkThroughput', 'Bps'],
  ['DatabaseConnections', 'short'],
  ['RequestCount', 'short'],
])('%s is drawn in %s', (metricName, unit) => {
  expect(unitOf(graph([query(metricName)]))).toBe(unit);
});

it('what the definition or the axis says comes first', () => {
  expect(unitOf(graph([query('Anything', { unit: 'Milliseconds' })]))).toBe('ms');
  expect(unitOf(graph([query('CPUUtilization', { stat: 'SampleCount' })]))).toBe('short');
  expect(unitOf(graph([query('DatabaseConnections')], '%'))).toBe('percent');
});

it('graphs of several units and of expressions have none', () => {
  expect(unitOf(graph([query('CPUUtilization'), query('FreeableMemory')]))).toBe('short');
  expect(unitOf(graph([query('CPUUtilization'), { id: 'e1', expression: 'm1 / 2' }]))).toBe(
    'short',
  );
  const hidden: MetricQuery = { ...query('FreeableMemory'), returnData: false };
  expect(unitOf(graph([query('CPUUtilization'), hidden]))).toBe('percent');
});

it('an axis that is called as a property of every object has no unit', () => {
  expect(unitOf(graph([query('CPUUtilization')], '__proto__'))).toBe('short');
  expect(unitOf(graph([query('CPUUtilization')], 'constructor'))).toBe('short');
});
