import type { ProbeVerdict } from '../../../core/probe-folder/verdict.ts';
import type { Html } from '../../html/markup/html.ts';

/** What the page of one probe shows below its verdict. @throws ZodError for figures that are not the probe's */
export type ProbeSection = (figures: ProbeVerdict['figures']) => readonly Html[];
