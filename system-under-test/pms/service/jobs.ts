import { expireJob } from '../booking/expire.ts';
import { purgeJob } from '../outside/purge.ts';
import { relayJobs } from '../outside/relay.ts';
import type { Dependencies } from '../framework/deps.ts';
import type { Job } from '../framework/job.ts';

/** Often, since a task that is killed loses what it has not written down. */
const usageJob: Job = { name: 'usage', everySeconds: () => 1, run: (deps) => deps.usage.flush() };

/** A line a job. */
const jobs: readonly Job[] = [usageJob, expireJob, purgeJob];

/** Starts the jobs; the returned function stops them, after the round they are in. */
export function startJobs(deps: Dependencies): () => Promise<void> {
  const stops = [...jobs, ...relayJobs(deps)].map((job) => startJob(job, deps));
  return async () => {
    await Promise.all(stops.map((stop) => stop()));
  };
}

function startJob(job: Job, deps: Dependencies): () => Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let round: Promise<void> = Promise.resolve();
  const schedule = () => {
    if (stopped) return;
    // A little chance in each wait: tasks started together must not sweep together.
    const wait = job.everySeconds(deps) * 1000 * (0.8 + 0.4 * deps.random());
    timer = setTimeout(() => {
      round = job
        .run(deps)
        .catch((error: unknown) =>
          deps.logger.channel('jobs').warning(`Job ${job.name} failed`, { exception: error }),
        )
        .finally(schedule);
    }, wait);
    timer.unref();
  };
  schedule();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await round;
  };
}
