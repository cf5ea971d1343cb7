import { z } from 'zod';
import type { Form } from '../rows/form.ts';
import { blockLengthRows, bootstrapRows, resampleRows } from './gate-bootstrap.ts';
import {
  multipleComparisonRows,
  orderStatisticRows,
  pairRows,
  rankTestRows,
} from './gate-tests.ts';

/** The sections that such a file may have, one function each. */
const sections = {
  block_length: blockLengthRows,
  resample: resampleRows,
  bootstrap_ci: bootstrapRows,
  multiple_comparisons: multipleComparisonRows,
  order_statistic_interval: orderStatisticRows,
  rank_tests: rankTestRows,
  interleaved_pairs: pairRows,
} as const;

/** Figures of the gate's statistics: block lengths, resamples, intervals and tests. */
export const gateForm: Form = {
  fits: (document) =>
    z.record(z.string(), z.unknown()).safeParse(document).success &&
    Object.keys(sections).some((section) => sectionOf(document, section) !== undefined),
  evaluate: (document) =>
    Object.entries(sections).flatMap(([section, rowsOf]) => {
      const rows = sectionOf(document, section);
      if (rows === undefined) return [];
      return rowsOf(rows).map(({ id, ...rest }) => ({ id: `${section}: ${id}`, ...rest }));
    }),
};

function sectionOf(document: unknown, section: string): unknown {
  return z.record(z.string(), z.unknown()).parse(document)[section];
}
