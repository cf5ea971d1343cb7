import type { Instance, Role } from '../../core/topology.ts';
import { withRole } from '../../core/with-role.ts';
import { type Drill, type DrillStep, instancesOf, type Situation } from './drill.ts';
import { allHealthy, siteAnswers, siteAwayFor } from './hypotheses.ts';

interface PartLoss {
  readonly name: string;
  readonly title: string;
  readonly role: Role;
  readonly how: 'kill' | 'freeze';
  /** How often: there and back is twice. */
  readonly rounds: number;
  readonly auditsWrites: boolean;
}

const noticedSeconds = 60;

/** The loss of one instance among several that are alike: it is missed, and everything is well again afterwards. */
export function partLoss({ name, title, role, how, rounds, auditsWrites }: PartLoss): Drill {
  return {
    name,
    how,
    title,
    description: `One ${role} is lost. It is noticed, the others go on, and it or another takes its place.`,
    needs: [role === 'task' && how === 'kill' ? 'kill-task' : how],
    hypothesis: {
      title: `Visitors are answered, and every ${role} is healthy`,
      probes: [siteAnswers, allHealthy(role)],
    },
    method: Array.from({ length: rounds }, (_, round) => steps(role, how, round)).flat(),
    stopConditions: [siteAwayFor(90)],
    settled: [allHealthy(role)],
    auditsWrites,
    needsVisitors: !auditsWrites,
  };
}

function steps(role: Role, how: 'kill' | 'freeze', round: number): DrillStep[] {
  const again = round === 0 ? '' : ' again';
  const thawed: DrillStep = {
    type: 'action',
    name: `thaw the ${role}${again}`,
    action: async ({ victims }) => thawOf(victims[round]),
  };
  const back: DrillStep = {
    ...allHealthy(role),
    type: 'probe',
    name: `every ${role} is healthy${again === '' ? ' again' : ' once more'}`,
    withinSeconds: noticedSeconds,
  };
  return [
    {
      type: 'action',
      name: `${how} a ${role}${again}`,
      action: async (situation) => {
        const [victim] = withRole(await instancesOf(situation), role);
        if (victim === undefined) return undefined;
        situation.victims.push(victim);
        return { name: how, given: { part: victim.id } };
      },
      ...(how === 'freeze'
        ? {
            undo: ({ given }) => ({
              name: `thaw ${given['part'] ?? ''}`,
              action: { name: 'thaw', given },
            }),
          }
        : {}),
    },
    {
      type: 'probe',
      name: `the ${role} is missed${again}`,
      withinSeconds: noticedSeconds,
      look: (situation) => isMissed(situation, round),
    },
    ...(how === 'freeze' ? [thawed] : []),
    back,
  ];
}

function thawOf(victim: Instance | undefined) {
  return victim === undefined ? undefined : { name: 'thaw', given: { part: victim.id } };
}

/** The proof that a loss took effect: it is not what it was, by the word of whoever looks after it. */
async function isMissed(situation: Situation, round: number) {
  const victim = situation.victims[round];
  const now = (await instancesOf(situation)).find(({ id }) => id === victim?.id);
  if (now === undefined) return { isMet: true, output: 'it is gone' };
  if (now.pid !== victim?.pid) return { isMet: true, output: 'it is another process' };
  return { isMet: now.health !== 'healthy', output: now.health };
}
