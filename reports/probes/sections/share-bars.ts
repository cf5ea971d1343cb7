import { type Html, html } from '../../html/markup/html.ts';

/** A unit and its fair share. */
export interface Unit {
  readonly id: string;
  /** Number of its color. */
  readonly tone: number;
  readonly fair: number;
}

/** A share of something, and the band that chance alone leaves it in. */
export interface ShareRow {
  readonly name: string;
  readonly share: number;
  readonly text: string;
  readonly band: readonly [low: number, high: number];
}

/** One unit's shares of several things, as bars over the band. */
export function shareBars({ id, tone, fair }: Unit, rows: readonly ShareRow[]): Html {
  return html`<figure class="shares">
    <figcaption><b class="unit u${tone}">${id}</b></figcaption>
    ${rows.map(
      ({ name, share, text, band: [low, high] }) =>
        html`<div class="share">
          <span class="what">${name}</span>
          <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
            <rect class="track" width="100" height="10" />
            <rect class="band" x="${at(low)}" width="${at(high - low)}" height="10" />
            <rect class="u${tone}" y="2.5" width="${at(share)}" height="5" />
            <rect class="fair" x="${(fair * 100 - 0.15).toFixed(2)}" width="0.3" height="10" />
          </svg>
          <span class="number">${text}</span>
        </div>`,
    )}
  </figure>`;
}

function at(share: number): string {
  return (share * 100).toFixed(2);
}
