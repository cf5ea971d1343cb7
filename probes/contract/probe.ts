import type { ProbeVerdict } from '../../core/probe-folder/verdict.ts';
import type { Target } from '../../targets/target.ts';

/** What the user asked for beside the target, as typed, by the name of the flag. */
export type Settings = Readonly<Record<string, readonly string[]>>;

/** What looking needs: whom, how, until when, and who is told of what does not stop it. */
export interface Look {
  readonly target: Target;
  readonly settings: Settings;
  readonly until: AbortSignal;
  readonly tell: (text: string) => void;
  /** Makes sure that what stands at an address may be looked at. @throws target-not-loopback */
  readonly allow: (address: string) => Promise<void>;
}

/** What reading a recording needs: the folder of a run or of another probe. */
export interface Recording {
  readonly folder: string;
  readonly settings: Settings;
}

/** A setting of a probe: a flag of its command. */
export interface Setting {
  readonly brief: string;
  readonly placeholder: string;
  readonly repeatable?: true;
  /** @throws bad-value */
  readonly check: (text: string) => unknown;
}

/**
 * A look at a live system that ends with a verdict. It is safe on production: it only reads, says beside `sample` how
 * often, and is bounded by the time that it is given.
 */
export interface Probe<Sample extends object> {
  /** What it sees, until the signal aborts. @throws a known error where it cannot look at all */
  readonly sample: (look: Look) => AsyncIterable<Sample>;
  /** The same of what was recorded; absent where only a live system tells. @throws unreadable-file, probe-impossible */
  readonly recorded?: (recording: Recording) => AsyncIterable<Sample>;
  /** Checks and types one record of the samples. @throws TypeError */
  readonly parse: (value: unknown) => Sample;
  /** What the samples mean; needs nothing else, and is never content without evidence. */
  readonly judge: (samples: readonly Sample[], settings: Settings) => ProbeVerdict;
}

/** A probe of whatever samples: what it gives to be written, and judges when it was read. */
export interface AnyProbe {
  readonly sample: (look: Look) => AsyncIterable<object>;
  readonly recorded?: (recording: Recording) => AsyncIterable<object>;
  /** @param records what was read; each is checked. @throws TypeError for one that is no sample */
  readonly judge: (records: readonly unknown[], settings: Settings) => ProbeVerdict;
}

/** What is known of a probe before it is loaded. */
export interface ProbeEntry {
  readonly brief: string;
  /** Some lines for `--help`. */
  readonly details: string;
  readonly settings: Readonly<Record<string, Setting>>;
  /** Whether it looks once, and not for a while. */
  readonly once?: true;
  /**
   * Seconds that what it is asked to do takes at least, where it does something; it looks as long by itself.
   * @throws bad-usage for settings that contradict each other
   */
  readonly leastSeconds?: (settings: Settings) => number;
  readonly load: () => Promise<AnyProbe>;
}

/** Forgets the type of the samples, so that probes fit into one map. */
export function anyProbe<Sample extends object>(probe: Probe<Sample>): AnyProbe {
  return {
    sample: probe.sample,
    ...(probe.recorded === undefined ? {} : { recorded: probe.recorded }),
    judge: (records, settings) => probe.judge(records.map(probe.parse), settings),
  };
}
