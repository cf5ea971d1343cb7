import type { Chart } from '../html/charts/chart.ts';
import type { PageData } from '../html/frame.ts';
import type { Html } from '../html/markup/html.ts';

/** How it stands with what is watched. `cut`: whoever wrote it is gone and did not end it in order. */
export type Standing = 'waiting' | 'running' | 'ended' | 'cut';

/** All that the live page shows at a moment. */
export interface Picture {
  readonly standing: Standing;
  /** The same in a sentence, with how far it is. */
  readonly state: string;
  readonly title: string;
  readonly heading: string;
  /** Markup, from top to bottom; a chart's place is `<div data-chart="ID">`. */
  readonly sections: readonly string[];
  /** What all charts share: what is judged, phases and marks. */
  readonly run: Omit<PageData, 'charts'>;
  readonly charts: readonly Chart[];
}

/** What is watched: a run, a probe or a drill. */
export interface Source {
  /** The picture now; the very same object while nothing came. @throws unreadable-file */
  readonly look: () => Promise<Picture>;
}

/** Sections as text, as many as there are. */
export async function asTexts(content: readonly Html[]): Promise<string[]> {
  const markup = await Promise.all(content.map(async (one) => await one));
  return markup.map(String).filter((text) => text.trim() !== '');
}

/** A picture without charts. */
export const chartless: Pick<Picture, 'run' | 'charts'> = {
  run: { judged: [], phases: [], marks: [] },
  charts: [],
};
