import type { Evidence } from '../evidence/evidence.ts';

/** vCPU that something used on average in the time before a sample. */
export interface CpuSample {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly used: number;
}

/** Whose CPU is looked at: samples by unit. */
export type CpuOf = (evidence: Evidence) => ReadonlyMap<string, readonly CpuSample[]>;

export const cpuOfTasks: CpuOf = ({ tasks }) =>
  new Map(
    [...tasks].map(([task, samples]) => [
      task,
      [...samples].map(({ at, cpu, vcpu }) => ({ at, used: cpu * (vcpu || 1) })),
    ]),
  );

/** Of what had been used at each sample; nothing is told of the time in which one began anew. */
export const cpuOfWriter: CpuOf = ({ writer }) =>
  new Map(
    [...writer].map(([instance, samples]) => {
      const counted = [...samples];
      return [
        instance,
        counted.slice(1).flatMap(({ at, cpuSeconds }, n) => {
          const before = counted[n];
          const seconds = (at - (before?.at ?? at)) / 1000;
          const used = cpuSeconds - (before?.cpuSeconds ?? Number.NaN);
          return seconds > 0 && used >= 0 ? [{ at, used: used / seconds }] : [];
        }),
      ];
    }),
  );
