import { z } from 'zod';
import { parseDuration } from '../../../core/duration.ts';
import { knownError } from '../../../core/errors.ts';

/** What can be scaled, by which metrics, and within which numbers: as many as there are addresses for. */
export const scalable = {
  tasks: { metrics: ['cpu', 'memory'], least: 1, most: 50 },
  readers: { metrics: ['cpu', 'connections'], least: 0, most: 9 },
} as const;
const metrics = ['cpu', 'memory', 'connections'] as const;
export type ScalingMetric = (typeof metrics)[number];

export const autoscalingSchema = z.object({
  what: z.enum(['tasks', 'readers']),
  min: z.int(),
  max: z.int(),
  /** Seconds of the simulated time, as all cooldowns. */
  scaleOutCooldown: z.number(),
  scaleInCooldown: z.number(),
  /** CPU and memory in percent of what is reserved, connections as a number; each the average of all. */
  policies: z.array(z.object({ metric: z.enum(metrics), target: z.number() })),
});
export type Autoscaling = z.infer<typeof autoscalingSchema>;

/** Default of Application Auto Scaling for ECS and Aurora, seconds. */
const usualCooldown = 300;
const flag = '--autoscale';
const example = 'for example tasks:cpu=60,min=2,max=6';

/**
 * How the tasks or the readers scale, as a user writes it: `tasks:cpu=60,min=2,max=6`, with `out=` and `in=` for other
 * cooldowns than 300 s.
 * @throws bad-value
 */
export function parseAutoscaling(text: string): Autoscaling {
  const bad = (expected: string): Error =>
    knownError('bad-value', { what: flag, given: text, expected });
  const [, kind = '', rest = ''] = /^(tasks|readers):(.+)$/.exec(text) ?? [];
  if (kind !== 'tasks' && kind !== 'readers')
    throw bad(`tasks: or readers: with a metric, min and max, ${example}`);
  const { metrics: known, least, most } = scalable[kind];
  const given = new Map<string, string>();
  for (const part of rest.split(',')) {
    const [name = '', value = '', ...more] = part.split('=');
    if (more.length > 0 || value === '') throw bad(`NAME=VALUE between commas, ${example}`);
    if (given.has(name)) throw bad(`each name once, and not ${name} twice`);
    given.set(name, value);
  }
  const names = [...known, 'min', 'max', 'out', 'in'];
  const unknown = [...given.keys()].find((name) => !names.includes(name));
  if (unknown !== undefined) throw bad(`${names.join(', ')} for ${kind}, and not "${unknown}"`);
  const whole = (name: string): number => {
    const value = given.get(name) ?? '';
    const number = Number(value);
    if (/^\d{1,3}$/.test(value) && number >= least && number <= most) return number;
    throw bad(`${name} as a whole number from ${least} to ${most}`);
  };
  const cooldown = (name: string): number => {
    const value = given.get(name);
    return value === undefined ? usualCooldown : parseDuration(value, `${name} of ${flag}`);
  };
  const policies = known.flatMap((metric) => {
    const value = given.get(metric);
    if (value === undefined) return [];
    const target = Number(value);
    const highest = metric === 'connections' ? 100_000 : 100;
    if (/^\d{1,6}(\.\d+)?$/.test(value) && target > 0 && target <= highest)
      return [{ metric, target }];
    throw bad(`${metric} above 0, and ${highest.toLocaleString('en-US')} at most`);
  });
  if (policies.length === 0) throw bad(`a target for ${known.join(' or ')}, ${example}`);
  const [min, max] = [whole('min'), whole('max')];
  if (min > max) throw bad('min not above max');
  return {
    what: kind,
    min,
    max,
    scaleOutCooldown: cooldown('out'),
    scaleInCooldown: cooldown('in'),
    policies,
  };
}

const words = { cpu: 'average CPU', memory: 'average memory', connections: 'average connections' };
const units = { cpu: ' %', memory: ' %', connections: '' };

/** `average CPU 83.2 % (target 60 %)`. */
export function metricInWords(metric: ScalingMetric, value: number | null, target: number): string {
  const now = value === null ? 'not known' : `${value.toFixed(1)}${units[metric]}`;
  return `${words[metric]} ${now} (target ${target}${units[metric]})`;
}
