import { drawReport } from '../html/draw.ts';
import type { Renderer } from './renderer.ts';

/** The report for people, as one page. */
export const reportHtml: Renderer = { file: 'report', render: drawReport };
