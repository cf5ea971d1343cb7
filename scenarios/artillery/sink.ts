import type { FailureLine } from '../../core/run-folder/files/failures.ts';
import type { HostLine } from '../../core/run-folder/files/hosts.ts';
import type { HistogramLine } from '../../core/statistics/histogram-line.ts';
import type { OutputLine } from './output.ts';

/** A request that was sent, and what came of it. */
export interface Measured extends Pick<HistogramLine, 'name' | 'outcome' | 'outside' | 'tenant'> {
  readonly micros: number;
  /** 0: no answer. */
  readonly status: number;
  readonly host: HostLine['host'];
  readonly address: HostLine['address'];
  /** Why it failed; absent when it did not. */
  readonly failure?: Pick<FailureLine, 'code' | 'reason' | 'error'>;
}

/** Where what visitors do and see is counted, at the moment that it ends. */
export interface Sink {
  readonly request: (measured: Measured) => void;
  /** A duration that is no response time; `of`: the part of the load. */
  readonly trend: (name: string, micros: number, of?: string) => void;
  readonly count: (counter: string, by?: number) => void;
  readonly gauge: (name: string, value: number) => void;
  /** Written down at once. */
  readonly tell: (line: Extract<OutputLine, { kind: 'fact' | 'exception' | 'rejected' }>) => void;
}
