import { booker } from './booker.ts';
import type { DrillKind } from './drill.ts';
import { allHealthy, oneWriter, siteAnswers, siteAwayFor } from './hypotheses.ts';
import { searcher } from './searcher.ts';

const stalledSeconds = 5;
const fullSeconds = 30;
const searches = 20;
const bookingsAfter = 3;

/** The writer's disk has no room left: what it is told to write waits, and what it can be asked it answers. */
export const diskFull: DrillKind = {
  brief: "the writer's disk has no room left",
  ways: ['fill'],
  build: (how) => {
    const visitor = booker();
    const reader = searcher();
    return {
      name: 'disk-full',
      how,
      title:
        'A full disk of the writer costs bookings and no booking that was taken, and searches go on',
      description:
        'The disk of the writer is full. Commits wait, readers answer, and when there is room again bookings go on.',
      needs: ['fill-disk'],
      hypothesis: {
        title: 'Bookings are taken, and every database node is healthy',
        probes: [siteAnswers, oneWriter, allHealthy('task', 'writer', 'reader')],
      },
      method: [
        { ...visitor.begins, type: 'probe', withinSeconds: 20 },
        { ...reader.begins, type: 'probe', withinSeconds: 20 },
        {
          type: 'action',
          name: "fill the writer's disk",
          action: async () => ({ name: 'fill-disk', given: {} }),
          undo: () => ({
            name: "make room on the writer's disk",
            action: { name: 'free-disk', given: {} },
          }),
        },
        { ...visitor.stalls(stalledSeconds), type: 'probe', withinSeconds: fullSeconds },
        { ...reader.goesOn(searches), type: 'probe', withinSeconds: fullSeconds },
        { ...reader.noneFailed, type: 'probe', withinSeconds: 0 },
      ],
      stopConditions: [siteAwayFor(30)],
      // A server that waits for room looks again once a minute.
      settled: [
        visitor.goesOn(bookingsAfter),
        reader.ends,
        visitor.kept,
        oneWriter,
        allHealthy('task', 'writer', 'reader'),
      ],
      auditsWrites: true,
    };
  },
};
