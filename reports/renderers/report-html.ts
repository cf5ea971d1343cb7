import { runFiles } from '../../core/run-folder/files/index.ts';
import { drawReport } from '../html/draw.ts';
import type { Renderer } from './renderer.ts';

/** The report for people, as one page. */
export const reportHtml: Renderer = { name: runFiles.report.name, render: drawReport };
