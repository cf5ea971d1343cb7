import { type Html, html } from '../../html/markup/html.ts';

/** A figure with its name above and what it means below. */
export function tile(name: string, value: string, note: string): Html {
  return html`<div>
    <dt>${name}</dt>
    <dd>${value}<small>${note}</small></dd>
  </div>`;
}
