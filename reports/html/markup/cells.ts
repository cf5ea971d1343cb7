import { type Html, html } from './html.ts';

/** Figures of one row of a table. Each bears its column's name, for screens too narrow for columns. */
export function cells(columns: readonly string[], texts: readonly string[]): readonly Html[] {
  return texts.map(
    (text, index) =>
      html`<td class="number ${text === '0' ? 'zero' : ''}" data-label="${columns[index] ?? ''}">
        ${text}
      </td>`,
  );
}
