import { type Drill, type DrillKind, instancesOf, type Situation } from './drill.ts';
import { allHealthy, oneWriter, siteAnswers } from './hypotheses.ts';

const noticedSeconds = 90;

/** Everything in the writer's zone stops answering: tasks, database nodes and session nodes at once. */
export const zoneCut: DrillKind = {
  brief: "everything in the writer's zone stops answering",
  ways: ['freeze'],
  build: () => zoneCutDrill,
};

const zoneCutDrill: Drill = {
  name: 'zone-cut',
  how: 'freeze',
  title: 'A zone that is cut off takes nobody down with it',
  description: "Nothing in the writer's zone answers. The others go on, and bookings with them.",
  needs: ['cut-zone'],
  hypothesis: {
    title: 'Visitors are answered, and everything is healthy',
    probes: [siteAnswers, oneWriter, allHealthy('writer', 'reader', 'task', 'session-node')],
  },
  method: [
    {
      type: 'action',
      name: "cut the writer's zone off",
      action: async (situation) => {
        const now = await instancesOf(situation);
        const writer = now.find(({ role }) => role === 'writer');
        if (writer?.zone === undefined) throw new Error('it is not known where the writer is');
        const { zone } = writer;
        situation.victims.push(writer, ...now.filter((one) => one !== writer && one.zone === zone));
        return { name: 'cut-zone', given: { zone } };
      },
      undo: ({ given }) => ({
        name: `mend the zone ${given['zone'] ?? ''}`,
        action: { name: 'mend-zone', given },
      }),
    },
    {
      ...oneWriter,
      type: 'probe',
      name: 'a node of another zone is the writer',
      withinSeconds: noticedSeconds,
      look: async (situation) => {
        const writer = (await instancesOf(situation)).find(({ role }) => role === 'writer');
        const isElsewhere = writer !== undefined && writer.zone !== zoneOf(situation);
        return {
          isMet: isElsewhere && writer.health === 'healthy',
          output: writer === undefined ? 'there is none' : `${writer.id}, ${writer.health}`,
        };
      },
    },
    { ...siteAnswers, type: 'probe', withinSeconds: noticedSeconds },
    {
      type: 'action',
      name: 'mend the zone',
      action: async (situation) => {
        const zone = zoneOf(situation);
        return zone === undefined ? undefined : { name: 'mend-zone', given: { zone } };
      },
    },
  ],
  stopConditions: [
    {
      name: 'no database node is a healthy writer',
      forSeconds: 90,
      look: async (situation) => {
        const { isMet, output } = await oneWriter.look(situation);
        return { isMet: !isMet, output };
      },
    },
  ],
  settled: [allHealthy('writer', 'reader', 'task', 'session-node')],
  auditsWrites: true,
};

function zoneOf({ victims }: Situation): string | undefined {
  return victims[0]?.zone;
}
