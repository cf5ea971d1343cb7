/** What we use of a script as Artillery hands it over, its variables filled in. */
export interface Script {
  readonly config: {
    readonly target?: string;
    readonly phases?: readonly ScriptPhase[];
    readonly engines?: { readonly bilancia?: EngineOptions };
    readonly plugins?: Readonly<Record<string, unknown>>;
    processor?: Record<string, unknown>;
  };
  readonly scenarios?: readonly ScriptScenario[];
}

export interface ScriptScenario {
  readonly name?: string;
  readonly engine?: string;
  readonly flow?: readonly unknown[];
  beforeScenario?: string | string[];
  afterScenario?: string | string[];
  onError?: string | string[];
}

/** Times are seconds; Artillery makes numbers of them, and adds the time at which a phase began, milliseconds. */
export interface ScriptPhase {
  readonly name?: string;
  readonly duration?: number;
  readonly pause?: number;
  readonly arrivalCount?: number;
  readonly startTime?: number;
}

/** Under `config.engines.bilancia`. */
export interface EngineOptions {
  /** Arrivals a minute, before the opening and from then on: only for scripts whose virtual users wait for them. */
  readonly arrivalsPerMinute?: { readonly quiet: number; readonly open: number };
  /** Which of how many generators this is, each playing every so manyth visitor; from 0. */
  readonly generator?: number;
  readonly generators?: number;
}

/** What Artillery's scenarios tell it, through its emitter. */
export interface Emitter {
  readonly emit: (event: string, ...details: readonly unknown[]) => unknown;
  readonly on: (event: string, listener: (...details: never[]) => void) => unknown;
}

/** Seconds of phases. */
export function secondsOf(phases: readonly ScriptPhase[]): number {
  return phases.reduce((sum, { duration, pause }) => sum + (pause ?? duration ?? 0), 0);
}

/** The name of the phase in which those come who wait for the opening, and of the one that it begins. */
export const crowdPhase = 'crowd';
export const openPhase = 'open';
