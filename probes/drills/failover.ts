import type { Fault, Instance } from '../../core/topology.ts';
import { withRole } from '../../core/with-role.ts';
import {
  type Drill,
  type DrillKind,
  type DrillStep,
  failoversOf,
  instancesOf,
  type Situation,
  wayOf,
} from './drill.ts';
import { allHealthy, oneWriter, siteAnswers } from './hypotheses.ts';

const changeSeconds = 60;

const titles = {
  kill: 'A dead writer costs seconds, not bookings',
  freeze: 'A writer that says nothing costs seconds, not bookings',
  lagging: 'A dead writer whose readers are behind costs seconds, not bookings',
  graceful: 'A planned change of the writer costs hardly anything',
} as const;
type Way = keyof typeof titles;

/** The writer goes: killed, frozen, or changed in good order. */
export const failover: DrillKind = {
  brief:
    'the writer is killed, frozen, killed while its readers are behind, or changed in good order',
  ways: Object.keys(titles),
  build: (how, back) => build(wayOf(titles, how, 'kill'), back),
};

/** What a way needs of the target. */
const needs = {
  kill: ['kill'],
  freeze: ['freeze'],
  lagging: ['hold-replication', 'kill'],
  graceful: ['switch-writer'],
} as const satisfies Record<Way, readonly Fault[]>;

function build(how: Way, back: boolean): Drill {
  const rounds = back ? [1, 2] : [1];
  return {
    name: 'failover',
    how,
    title: titles[how],
    description:
      'The writer goes under load. A reader is promoted, the writer endpoint follows, and no acknowledged write is missing afterwards.',
    needs: needs[how],
    hypothesis: {
      title: 'Bookings are taken, and exactly one node takes writes',
      probes: [siteAnswers, oneWriter, allHealthy('writer', 'reader')],
    },
    method: rounds.flatMap((round) => steps(how, round)),
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
    settled: [allHealthy('writer', 'reader')],
    auditsWrites: true,
  };
}

function steps(how: Way, round: number): DrillStep[] {
  const again = round === 1 ? '' : ' again';
  const verb = how === 'graceful' ? 'change' : how === 'lagging' ? 'kill' : how;
  return [
    ...(how === 'lagging' ? [hold(again)] : []),
    {
      type: 'action',
      name: `${verb} the writer${again}`,
      action: async (situation) => {
        const [writer] = withRole(await instancesOf(situation), 'writer');
        if (writer === undefined) return undefined;
        situation.victims.push(writer);
        return how === 'graceful'
          ? { name: 'switch-writer', given: {} }
          : { name: verb, given: { part: writer.id } };
      },
      ...(how === 'freeze'
        ? {
            undo: ({ given }) => ({
              name: `thaw ${given['part'] ?? 'it'}`,
              action: { name: 'thaw', given },
            }),
          }
        : {}),
    },
    {
      type: 'probe',
      name: `another is the writer${again}`,
      withinSeconds: changeSeconds,
      look: async (situation) => {
        const change = await changeFrom(situation, round);
        const isMet = change?.promotedAt !== null && change?.promotedAt !== undefined;
        return { isMet, output: isMet ? `${change?.to}` : (change?.failure ?? 'none yet') };
      },
    },
    {
      type: 'probe',
      name: `the writer's name leads to it${again}`,
      withinSeconds: changeSeconds,
      look: async (situation) => {
        const change = await changeFrom(situation, round);
        const at = change?.flippedAt ?? null;
        if (at === null && change?.nameUnseen !== undefined)
          return { isMet: false, output: change.nameUnseen, isUnseen: true };
        return { isMet: at !== null, output: at ?? 'not yet' };
      },
    },
    ...(how === 'freeze' ? [thaw(again)] : []),
    {
      type: 'probe',
      name: `the old writer is back as a reader${again}`,
      withinSeconds: changeSeconds,
      look: async (situation) => {
        const { id } = victimOf(situation, round);
        const now = (await instancesOf(situation)).find((instance) => instance.id === id);
        const isMet = now?.role === 'reader' && now.health === 'healthy';
        return { isMet, output: now === undefined ? 'it is gone' : `${now.role}, ${now.health}` };
      },
    },
  ];
}

/** Writes go on meanwhile; with semi-synchronous replication nobody is told that they were done. */
function hold(again: string): DrillStep {
  const none = { given: {} };
  return {
    type: 'action',
    name: `keep what is written from the readers${again}`,
    action: async () => ({ name: 'hold-replication', ...none }),
    undo: () => ({
      name: 'let the readers receive again',
      action: { name: 'release-replication', ...none },
    }),
  };
}

/** Without fencing the frozen writer is still there, and wakes up as if nothing had happened. */
function thaw(again: string): DrillStep {
  return {
    type: 'action',
    name: `thaw the old writer${again}`,
    action: async ({ victims }) => {
      const victim = victims.at(-1);
      return victim === undefined ? undefined : { name: 'thaw', given: { part: victim.id } };
    },
  };
}

function victimOf({ victims }: Situation, round: number): Instance {
  const victim = victims[round - 1];
  if (victim === undefined) throw new Error('nothing was broken');
  return victim;
}

async function changeFrom(situation: Situation, round: number) {
  const { id } = victimOf(situation, round);
  return (await failoversOf(situation)).findLast(({ from }) => from === id);
}
