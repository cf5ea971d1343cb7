import { html } from 'hono/html';
import type { Evidence } from '../evidence/evidence.ts';
import type { Verdict } from '../verdict/schema.ts';

export async function drawReport(evidence: Evidence, verdict: Verdict): Promise<string> {
  return String(
    await html`<!doctype html>
      <html lang="en">
        <meta charset="utf-8" />
        <title>${evidence.manifest.id}</title>
        <h1>${verdict.outcome}</h1>
        <ul>
          ${verdict.reasons.map((reason) => html`<li>${reason}</li>`)}
        </ul>
      </html> `,
  );
}
