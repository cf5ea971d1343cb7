import type { Renderer } from './renderer.ts';
import { reportHtml } from './report-html.ts';
import { verdictJson } from './verdict-json.ts';

/** What is written into a run folder once it is judged, by format, in this order. */
export const renderers: Readonly<Record<string, Renderer>> = {
  json: verdictJson,
  html: reportHtml,
};
