import type { Manifest } from '../core/run-folder/manifest/manifest.ts';
import type { Phase } from '../core/run-folder/manifest/phase.ts';
import type { engines } from '../scenarios/engines/index.ts';
import { type Stairs, stairsOf } from '../scenarios/visitors/stairs.ts';
import type { Profile, VirtualUsers } from '../scenarios/profiles.ts';

/** What is to be run: one of our profiles, or a script of the user's own that brings its own load. */
export interface RunRequest {
  /** The profile's name, or the script as it was given. */
  readonly scenario: string;
  readonly profile?: Profile;
  readonly script: string;
  readonly engine: keyof typeof engines;
  readonly visitors: number;
  /** The tenant among them that has more than its share. */
  readonly louder?: Manifest['louder'];
  /** Who plays them; none where the script alone knows. */
  readonly virtualUsers?: VirtualUsers;
  /** Processes that share the load, where the user asks for so many. */
  readonly generators?: number;
  /** Real browsers that visit beside the load, and the script that they play. */
  readonly browsers?: { readonly count: number; readonly script: string };
  /** The drill that is done in it. */
  readonly drill?: NonNullable<Manifest['drill']>;
  readonly phases: readonly Phase[];
  readonly seed: number;
  /** Run folder to make. */
  readonly out: string;
  /** File of objectives, instead of the defaults. */
  readonly objectives?: string;
  /** Ends the load once an objective cannot be met any more, whatever the file of objectives says. */
  readonly abortEarly?: boolean;
  /** Settings of the user's own for the script. */
  readonly settings: Readonly<Record<string, string>>;
}

/** The load of a profile: ramped up, then held. */
export function rampAndHold(visitors: number, rampSeconds: number, holdSeconds: number): Phase[] {
  return [
    { name: 'ramp', kind: 'ramp', seconds: rampSeconds, visitors },
    { name: 'hold', kind: 'hold', seconds: holdSeconds, visitors },
  ];
}

/** A load that comes in steps, each come up to and then held. */
export function stairs(load: Stairs): Phase[] {
  return stairsOf(load).flatMap(({ visitors, rampSeconds, holdSeconds }, n) => [
    { name: `ramp ${n + 1}`, kind: 'ramp', seconds: rampSeconds, visitors },
    { name: `step ${n + 1}`, kind: 'step', seconds: holdSeconds, visitors },
  ]);
}

/** A script of the user's own makes its own load, of which nothing is known before: all of it is judged. */
export const asTheScriptDoes: readonly Phase[] = [{ name: 'script', kind: 'hold' }];
