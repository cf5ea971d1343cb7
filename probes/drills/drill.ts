import type { Activity, Experiment } from '../../core/formats/chaos-experiment.ts';
import type { Fault, Instance, InstanceState, WriterChange } from '../../core/topology.ts';
import type { Target, TargetAction } from '../../targets/target.ts';

/** What a drill knows while it goes on. */
export interface Situation {
  readonly target: Target;
  /** Changes of the writer that there had been before it began. */
  readonly failoversBefore: number;
  /** The instances that it broke, in order. */
  readonly victims: Instance[];
}

/** What was seen, and whether it is as it should be. */
export interface Look {
  readonly isMet: boolean;
  /** For people and journals. */
  readonly output: string;
  /** It cannot be seen from here, which says nothing of the system. */
  readonly isUnseen?: true;
}

export interface DrillProbe {
  readonly name: string;
  /** As it goes into the journal, of probes that are described elsewhere. */
  readonly activity?: Activity;
  readonly look: (situation: Situation) => Promise<Look>;
}

/** One step of a method. */
export type DrillStep =
  | {
      readonly type: 'action';
      readonly name: string;
      /** What to do; undefined where nothing has to be done. */
      readonly action: (situation: Situation) => Promise<TargetAction | undefined>;
      /** It has to be refused in these words: that a system saves itself is what some drills show. */
      readonly refusedWith?: RegExp;
      /** What puts it right again, whatever becomes of the drill. */
      readonly undo?: (done: TargetAction) => {
        readonly name: string;
        readonly action: TargetAction;
      };
    }
  /** Looks again and again until it is so: the proof that a fault took effect, or that it is over. */
  | ({ readonly type: 'probe'; readonly withinSeconds: number } & DrillProbe);

/** Ends a drill when it has been so for long enough; a drill does not begin while it is so. */
export interface StopCondition extends DrillProbe {
  readonly forSeconds: number;
}

/** Something that is broken on purpose, to see what it costs. */
export interface Drill {
  readonly name: string;
  readonly how: string;
  readonly title: string;
  readonly description: string;
  readonly needs: readonly Fault[];
  readonly hypothesis: { readonly title: string; readonly probes: readonly DrillProbe[] };
  readonly method: readonly DrillStep[];
  readonly stopConditions: readonly StopCondition[];
  /** What must have come right once everything is undone. */
  readonly settled: readonly DrillProbe[];
  /** What it was read from, where it is none of ours. */
  readonly experiment?: Experiment;
  /** What is done in the end whatever happens, the last first; beside what undoes the steps. */
  readonly rollbacks?: readonly { readonly name: string; readonly action: TargetAction }[];
  /** Alarms of the reference definitions that must fire, where the user names none. */
  readonly expectAlarms?: readonly string[];
  /** What to look for in the service's log, of a drill that writes there. */
  readonly marker?: string;
  /** Whether its writes are audited by themselves; bookings always are, in a run. */
  readonly auditsWrites: boolean;
  /** Whether its title speaks of what visitors get, which without any of them nobody sees. */
  readonly needsVisitors?: boolean;
}

/** A drill as it can be asked for. */
export interface DrillKind {
  readonly brief: string;
  /** Ways to do it, the usual one first. */
  readonly ways: readonly string[];
  /** @param back the fault a second time, when everything is well again: there and back */
  readonly build: (how: string, back: boolean) => Drill;
}

/** The way that was asked for, where it is one of those that have a title; else the usual one. */
export function wayOf<Way extends string>(
  titles: Readonly<Record<Way, string>>,
  how: string,
  usual: NoInfer<Way>,
): Way {
  const isWay = (one: string): one is Way => Object.hasOwn(titles, one);
  return isWay(how) ? how : usual;
}

export async function instancesOf({ target }: Situation): Promise<readonly InstanceState[]> {
  return (await target.instancesNow?.()) ?? [];
}

export async function failoversOf(situation: Situation): Promise<readonly WriterChange[]> {
  const { target, failoversBefore } = situation;
  const all = (await target.control?.failovers()) ?? [];
  return all.filter(({ number }) => number > failoversBefore);
}
