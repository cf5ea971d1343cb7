import { z } from 'zod';
import {
  type ServiceMetric,
  serviceMetrics,
} from '../../../core/run-folder/files/service-metrics.ts';

/** What GetMetricStatistics answers, for one service, as far as it is used here. */
const answer = z.looseObject({
  Label: z.literal('CPUUtilization'),
  Datapoints: z.array(
    z.looseObject({
      Timestamp: z.string().transform((text) => Date.parse(text)),
      Minimum: z.number().optional(),
      Average: z.number().optional(),
      Maximum: z.number().optional(),
    }),
  ),
});

/** A line of what "bilancia fetch" kept; undefined for any other. */
export function metricIn(line: string): ServiceMetric | undefined {
  if (!line.startsWith('{"at"')) return undefined;
  try {
    return serviceMetrics.parse(JSON.parse(line));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined;
    throw error;
  }
}

/**
 * What `aws cloudwatch get-metric-statistics --namespace AWS/ECS --metric-name CPUUtilization` printed; it does not name the
 * service. Undefined for anything else.
 */
export function metricsIn(text: string, service: string): ServiceMetric[] | undefined {
  const found = answer.safeParse(jsonIn(text));
  if (!found.success) return undefined;
  return found.data.Datapoints.map(({ Timestamp, Minimum, Average, Maximum }) => ({
    at: Timestamp,
    cluster: '',
    service,
    // What was not asked for is no number, and is counted where minutes are.
    minimum: Minimum ?? Number.NaN,
    average: Average ?? Number.NaN,
    maximum: Maximum ?? Number.NaN,
  }));
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
