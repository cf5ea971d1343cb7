import type { Job } from '../service/jobs.ts';

export const expireJob: Job = { name: 'expire', everySeconds: (deps) => deps.configuration.sweepSeconds, run: async () => {} };
