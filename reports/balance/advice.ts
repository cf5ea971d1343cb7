import type { CauseKind } from './causes/cause.ts';

/** What each cause is called, and what helps. */
export const causesInWords: Readonly<Record<CauseKind, { name: string; advice: string }>> = {
  frozen: {
    name: 'a task that stands still part of the time',
    advice:
      'Look at its garbage collection, locks and CPU throttling, and let the health check replace it sooner.',
  },
  'autoscaling-churn': {
    name: 'tasks that come and go again and again',
    advice:
      'Raise the target or the scale-in cooldown, so that scaling in does not undo scaling out, and leave start-up CPU out of the metric.',
  },
  deployment: {
    name: 'two revisions side by side that cost differently',
    advice:
      'Compare the revisions before all traffic goes to the new one; the difference ends with the deployment.',
  },
  'ramp-up': {
    name: 'new tasks that warm up',
    advice:
      'Warm tasks up before they take traffic, or give the target group a slow start; start them before the rush.',
  },
  'zone-skew': {
    name: 'zones with different numbers of tasks',
    advice: 'Turn cross-zone load balancing on, or run the same number of tasks in each zone.',
  },
  'slow-host': {
    name: 'a task that needs more CPU for the same requests',
    advice:
      'Replace the task, which moves it to another host; with mixed hosts use least_outstanding_requests.',
  },
  sticky: {
    name: 'requests that keep to the tasks where they were',
    advice:
      'Shorten or drop stickiness, keep sessions outside the tasks, and let long connections end from time to time. In a load test, give every visitor a cookie and a connection of their own.',
  },
  'uneven-cost': {
    name: 'a few requests that cost far more than the others',
    advice:
      'Use least_outstanding_requests instead of round_robin, and give the dear requests a queue or a service of their own.',
  },
};
