import type { FailureLine } from '../core/run-folder/files/failures.ts';
import type { HostLine } from '../core/run-folder/files/hosts.ts';
import type { ScriptSummary } from '../core/run-folder/files/script-summary.ts';
import type { SeriesLine } from '../core/run-folder/files/series.ts';
import type { WebVitalsLine } from '../core/run-folder/files/web-vitals.ts';
import type { EngineEndKind, ManifestEngine } from '../core/run-folder/manifest/engine.ts';
import type { HistogramLine, PartialTrendLine } from '../core/statistics/histogram-line.ts';

/** A program that plays scripts: k6 is one. What is special to it is known in its folder alone. */
export interface Engine {
  readonly name: ManifestEngine['name'];
  readonly needs: EngineNeeds;
  /**
   * Finds the program, and what playing this takes; starts nothing.
   * @throws component-missing, bad-value
   */
  readonly plan: (request: EngineRequest) => Promise<EnginePlan>;
  /** What a user's own script came to that several runs played together. */
  readonly mergeSummaries: (parts: readonly SummaryPart[]) => Promise<ScriptSummary>;
  /** Takes what processes of it that played elsewhere brought back; absent where nothing can be brought back. */
  readonly readBack?: ReadBack;
}

/** What a script came to in a run that is merged with others, and the paths of what its engine wrote. */
export interface SummaryPart {
  readonly summary: ScriptSummary;
  readonly outputs: readonly string[];
}

/** What a process that played elsewhere brought back. */
export interface Brought {
  /** Which of those that share the load it is, from 1. */
  readonly nth: number;
  /** Paths of what it wrote, and of its log. */
  readonly output: string;
  readonly log: string;
}

export interface ReadBack {
  /** @throws unreadable-file naming what cannot be told apart, or has no log */
  readonly find: (folder: string) => Promise<readonly Brought[]>;
  /** Reads it as `EngineRun.record` would have; for profiles of ours. @returns what the manifest says of it then */
  readonly read: (
    brought: Brought,
    sink: EngineSink,
  ) => Promise<Pick<ManifestEngine, 'reading' | 'exceptions'>>;
}

/** What playing takes, so that a load can be refused before it begins. */
export interface EngineNeeds {
  /** Files that each process has open beside a connection for each virtual user. */
  readonly files: number;
  /** Memory of each virtual user. */
  readonly bytes: number;
  /** Memory of each process before anybody plays in it. */
  readonly processBytes: number;
}

/** What is to be played. */
export interface EngineRequest {
  /** Path of the script. */
  readonly script: string;
  /** One of our profiles, or a script of the user's own, which is played as the engine itself would. */
  readonly isOurs: boolean;
  /** Real browsers that visit beside the load, and the script that they play. */
  readonly browsers?: { readonly count: number; readonly script: string } | undefined;
  /** Processes that share the load, each playing its segment of the visitors. */
  readonly generators: number;
  /** Who plays, of all processes, where that is known before the load. */
  readonly virtualUsers: number | undefined;
  readonly workingDirectory: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether the system under test runs on this machine too, and must not be slowed by the load itself. */
  readonly sharesMachine: boolean;
}

export interface EnginePlan {
  /** What the manifest says of the engine before the load. */
  readonly manifest: ManifestEngine;
  readonly start: (where: EngineStart) => Promise<EngineRun>;
}

export interface EngineStart {
  /** Run folder, for the script as it is played and for the output as the engine writes it. */
  readonly folder: string;
  /** Handed to the script. */
  readonly settings: Readonly<Record<string, string>>;
  /**
   * Asked before anybody plays, where a script of the user's tells how many will.
   * @throws too-many-visitors
   */
  readonly admit: (virtualUsers: number) => void;
  /** Whether nothing may leave this machine: the engine lets no request, and tells the sink of the first that would. */
  readonly confined: boolean;
  /** Told of what goes wrong without ending the run. */
  readonly tell: (text: string) => void;
}

/** An engine at work. Its life is tied to this process. */
export interface EngineRun {
  readonly pids: readonly number[];
  /** Reads everything that it writes until there is no more. Must be called, or the engine waits. */
  readonly record: (sink: EngineSink) => Promise<EngineReading>;
  readonly end: Promise<EngineEnd>;
  /**
   * What a script of the user's came to by its own measure, once it has ended and is recorded; undefined for ours.
   * @throws disk-full, or what reading its files throws
   */
  readonly summary: () => Promise<ScriptSummary | undefined>;
  /** Virtual users that are ready to play, while they are made; undefined where that is not known. */
  readonly ready: () => Promise<number | undefined>;
  /** Asks it to end early: requests under way are cut off. */
  readonly interrupt: () => void;
}

/** Where what an engine says goes, in the run folder's own formats. */
export interface EngineSink {
  readonly histogram: (line: HistogramLine) => void;
  readonly trend: (line: PartialTrendLine) => void;
  readonly series: (line: SeriesLine) => void;
  readonly failure: (line: FailureLine) => void;
  readonly host: (line: HostLine) => void;
  /** What a real browser measured, or how its visit ended. */
  readonly webVital: (line: WebVitalsLine) => void;
  /** An IP address that nothing had gone to before, as soon as it is seen. */
  readonly address: (address: string) => void;
  /** A place that is not on this machine, of a run that is confined to it, as soon as it is seen. */
  readonly stray: (stray: Stray) => void;
  /** A client fact, as JSON. */
  readonly fact: (json: string) => Promise<void>;
  /** A line that the script printed, and one of the engine's own log. */
  readonly print: (line: string) => Promise<void>;
  readonly log: (line: string) => Promise<void>;
  /** Brings lines into the files: once a second lets others follow the run. */
  readonly flush: () => Promise<void>;
}

/** Where a request of a confined run was to go, and whether it was kept from going there. */
export interface Stray {
  /** `host:port` where that is known, else what is known of it. */
  readonly host: string;
  readonly kept: boolean;
  /** Whether it is certain that it is elsewhere: else the name is to be looked up. */
  readonly isCertain: boolean;
}

export type EngineReading = NonNullable<ManifestEngine['reading']>;

/** How it ended. `rejected`: it did not take the script, and no visitor ever came. */
export interface EngineEnd {
  readonly kind: EngineEndKind | 'rejected';
  /** A whole sentence for the report; for `rejected` the engine's own words. */
  readonly detail: string;
  /** What the manifest says of it beyond that. */
  readonly manifest: Partial<ManifestEngine>;
}
