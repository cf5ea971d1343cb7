import type { FaultRow } from './fault-table.ts';
import { byScript } from './script-run.ts';
import { loadStartedAt } from './synthetic-run.ts';

/** What a run says twice, and once otherwise: one of the two is wrong, so that none of it may pass. */
export const contradictionTable: readonly FaultRow[] = [
  [
    'an engine that completed with a status of failure',
    (run) => {
      run.manifest.engine.exitStatus = 99;
    },
    'inconclusive',
    'manifest-agrees',
    'inconclusive: run.json contradicts itself: k6 ended as "completed", but has exit status 99.',
  ],
  [
    'a hold that ended when it began',
    (run) => {
      const hold = run.manifest.phases[1];
      if (hold?.startedAt !== undefined) hold.endedAt = hold.startedAt;
    },
    'inconclusive',
    'manifest-agrees',
    [
      'inconclusive: run.json contradicts itself: hold ended no later than it began.',
      'inconclusive: run.json contradicts itself: hold did not end with the load.',
    ],
  ],
  [
    'a load that ended before it began',
    (run) => {
      run.manifest.loadEndedAt = '2020-01-01T00:00:00.000Z';
    },
    'inconclusive',
    'manifest-agrees',
    [
      'inconclusive: run.json contradicts itself: its load ended before it began.',
      'inconclusive: run.json contradicts itself: hold did not end with the load.',
    ],
  ],
  [
    'fewer visitors in its phases than it asked for',
    (run) => {
      run.manifest.visitorsAsked = 2000;
    },
    'inconclusive',
    'manifest-agrees',
    'inconclusive: run.json contradicts itself: it asks for 2,000 visitors, but its phases for 1,000.',
  ],
  [
    'a load of ours that nobody planned',
    (run) => {
      delete run.manifest.plan;
    },
    'inconclusive',
    'manifest-agrees',
    'inconclusive: run.json contradicts itself: its model is "closed", but its load was not planned.',
  ],
  [
    'files that a target of its kind does not make',
    (run) => {
      const { capabilities } = run.manifest.target;
      capabilities.observe = capabilities.observe.filter((source) => source !== 'readers');
    },
    'inconclusive',
    'manifest-agrees',
    'inconclusive: run.json contradicts itself: it wrote readers.ndjson, which a run like it does not.',
  ],
  [
    'less output of the engine than it counted requests',
    (run) => {
      run.manifest.engine.reading = { records: 1, malformed: 0, truncated: false };
    },
    'inconclusive',
    'counts-agree',
    'inconclusive: run.json tells of 1 record in engine.csv.gz, but series.ndjson counts 3,103 requests: one of them is wrong.',
  ],
  [
    'iterations of which none was timed',
    (run) => {
      run.trends = run.trends.filter(({ name }) => name !== 'iteration_duration');
    },
    'inconclusive',
    'counts-agree',
    'inconclusive: series.ndjson counts 1,198 iterations, but trends.ndjson has the duration of none: it lacks some.',
  ],
  [
    'places of requests that are missing',
    (run) => {
      run.hosts = run.hosts.map((line, index) => (index === 40 ? { ...line, n: 1 } : line));
    },
    'inconclusive',
    'counts-agree',
    'inconclusive: series.ndjson counts 3,103 requests, but hosts.ndjson has the places of 3,057: it lacks some.',
  ],
  [
    'an end that nothing counted',
    (run) => {
      const end = loadStartedAt / 1000 + 60;
      run.series = run.series.filter(({ t }) => t < end);
      run.histograms = run.histograms.filter(({ t }) => t < end);
      run.hosts = run.hosts.filter(({ t }) => t < end);
    },
    'inconclusive',
    'counts-agree',
    'inconclusive: series.ndjson ends 10 s before the load did: it lacks some.',
  ],
  [
    'more requests in the summary of a script than were counted',
    byScript({
      metrics: [
        {
          name: 'http_reqs',
          kind: 'counter',
          values: [
            ['count', 3200],
            ['rate', 45],
          ],
        },
      ],
    }),
    'inconclusive',
    'counts-agree',
    'inconclusive: script-summary.json tells of 3,200 requests, but series.ndjson counts 3,103: one of them lacks some.',
  ],
];
