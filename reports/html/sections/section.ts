import type { Evidence } from '../../evidence/evidence.ts';
import type { Verdict } from '../../verdict/schema.ts';
import type { Chart } from '../charts/chart.ts';
import type { Html } from '../markup/html.ts';

/** What a section shows. */
export interface SectionContent {
  readonly evidence: Evidence;
  readonly verdict: Verdict;
  /** The section's own charts. */
  readonly charts: readonly Chart[];
  /** Whether the run still goes on, and more is to come. */
  readonly isRunning?: boolean;
}

/** A part of the report. */
export interface Section {
  /** Charts that the page's script draws; their ids are the only ones of the report. */
  readonly charts?: (evidence: Evidence) => readonly Chart[];
  /** Empty markup where there is nothing to show. */
  readonly markup: (content: SectionContent) => Html;
}
