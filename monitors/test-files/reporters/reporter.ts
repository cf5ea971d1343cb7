import type { Coverage } from '../run/coverage.ts';
import type { FileResult } from '../run/result.ts';

/** All that reporters print. */
export interface TestReport {
  readonly files: readonly FileResult[];
  /** Where it was asked for. */
  readonly coverage?: Coverage;
  readonly strictRange: boolean;
}

export interface Page {
  /** Characters of a line. */
  readonly width: number;
  /** Words made bold, green, red or yellow where the terminal can. */
  readonly style: (look: 'bold' | 'green' | 'red' | 'yellow' | 'dim', text: string) => string;
}

/** Texts with a line break at their ends. */
export interface Printed {
  readonly stdout: string;
  /** What has no place in the format. */
  readonly stderr?: string;
}

export type Reporter = (report: TestReport, page: Page) => Printed;
