import { groupBy } from '../../core/group-by.ts';
import type { ContainerEvent } from '../../core/formats/container-insights.ts';
import { withRole } from '../../core/with-role.ts';
import { desiredTasks, runningTasks, seenAtOf, tasksOfCluster } from './container-metrics.ts';
import type { Fact } from './fact.ts';
import type { AboutRun } from './read-run.ts';

/**
 * How many tasks ran, from the events that each of them writes: AWS takes it from events of the service, which the local
 * system does not write. A round of events ends when one of its tasks writes again, or half the time between two events of
 * a task is over; a gap of more than two rounds is a time in which no task ran. `desired` is the number of tasks that there should be, where it is known.
 */
export function taskCounts(events: readonly ContainerEvent[], desired: number | undefined): Fact[] {
  if (events.some(({ Type }) => Type === 'Service')) return [];
  const tasks = events
    .filter(({ Type, TaskId }) => Type === 'Task' && TaskId !== undefined)
    .toSorted((a, b) => a.Timestamp - b.Timestamp);
  const services = groupBy(tasks, ({ ClusterName, ServiceName }) =>
    JSON.stringify([ClusterName, ServiceName]),
  );
  return [...services.values()].flatMap((ofService) => countsOfService(ofService, desired));
}

/** The number of tasks that the target had when the run began, which its service keeps; undefined where it tells none. */
export function desiredIn({ target }: AboutRun): number | undefined {
  const tasks = withRole(target.instances, 'task').length;
  return tasks > 0 ? tasks : undefined;
}

function countsOfService(events: readonly ContainerEvent[], desired: number | undefined): Fact[] {
  const [first] = events;
  if (first === undefined) return [];
  const { ClusterName, ServiceName } = first;
  const seenAt = seenAtOf({
    Type: 'Service',
    Timestamp: first.Timestamp,
    ClusterName,
    ServiceName,
  });
  const interval = usualInterval(events);
  return withGaps(roundsOf(events, interval), interval).flatMap(({ at, tasks }) => [
    { at, metric: runningTasks, value: tasks, seenAt },
    { at, metric: tasksOfCluster, value: tasks, seenAt },
    ...(desired === undefined ? [] : [{ at, metric: desiredTasks, value: desired, seenAt }]),
  ]);
}

interface Round {
  readonly at: number;
  readonly tasks: number;
}

function roundsOf(events: readonly ContainerEvent[], interval: number): Round[] {
  const rounds: Round[] = [];
  let at = 0;
  let seen = new Set<string>();
  for (const { TaskId = '', Timestamp } of events) {
    const isLate = interval > 0 && Timestamp - at > interval / 2;
    if (seen.size > 0 && (isLate || seen.has(TaskId))) {
      rounds.push({ at, tasks: seen.size });
      seen = new Set();
    }
    if (seen.size === 0) at = Timestamp;
    seen.add(TaskId);
  }
  return seen.size === 0 ? rounds : [...rounds, { at, tasks: seen.size }];
}

function withGaps(rounds: readonly Round[], interval: number): Round[] {
  return rounds.flatMap((round, index) => {
    const next = rounds[index + 1];
    if (next === undefined || interval === 0 || next.at - round.at <= 2 * interval) return [round];
    const missing = Math.floor((next.at - round.at) / interval) - 1;
    const empty = Array.from({ length: missing }, (_, n) => ({
      at: round.at + (n + 1) * interval,
      tasks: 0,
    }));
    return [round, ...empty];
  });
}

/** Milliseconds between two events of one task: the median, so that gaps do not count; 0 when no task wrote twice. */
export function usualInterval(events: readonly ContainerEvent[]): number {
  const ofTasks = events.filter(({ Type, TaskId }) => Type === 'Task' && TaskId !== undefined);
  const intervals = [...groupBy(ofTasks, ({ TaskId }) => TaskId).values()]
    .flatMap((ofOne) =>
      ofOne.slice(1).map(({ Timestamp }, index) => Timestamp - (ofOne[index]?.Timestamp ?? 0)),
    )
    .toSorted((a, b) => a - b);
  return intervals[Math.floor(intervals.length / 2)] ?? 0;
}
