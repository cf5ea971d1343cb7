import { joined } from './markdown-text.ts';
import { markdownParts } from './markdown.ts';
import type { Renderer } from './renderer.ts';

/** GitHub drops a step's summary of more than 1 MiB as a whole; other commands of the step may write theirs beside it. */
const mostBytes = 900_000;
const mostRows = 500;

/** The summary of a job, for `$GITHUB_STEP_SUMMARY`. */
export const githubSummary: Renderer = {
  name: 'github-summary.md',
  render: (evidence, verdict, compared) =>
    joined(
      markdownParts(evidence, verdict, compared, { rows: mostRows, bytes: mostBytes }),
      mostBytes,
    ),
};
