import { chartScripts, readAssets } from '../html/assets.ts';
import { hashOf } from '../html/frame.ts';
import { html, raw } from '../html/markup/html.ts';

/** The live page: empty until its script has the first picture. */
export async function livePage(
  moreStyle = '',
): Promise<{ readonly html: string; readonly policy: string }> {
  const assets = await readAssets({
    scripts: [...chartScripts, 'patch.js', 'apply.js', 'live.js'],
    styles: ['live.css'],
  });
  const style = `${assets.style}\n${moreStyle}`;
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Bilancia</title>
        ${raw(`<style>${style}</style>`)}
      </head>
      <body>
        <header class="top">
          <span class="brand">Bilancia</span>
          <span class="run" id="heading"></span>
          <button id="theme" type="button" hidden></button>
        </header>
        <main>
          <div class="standing" id="standing" data-standing="waiting">
            <p id="state">Waiting for the first figures.</p>
            <p id="connection" role="status"></p>
          </div>
          <div id="sections">
            <p>The live page is drawn by a script, which did not run here.</p>
          </div>
        </main>
        <p id="said" class="unseen" aria-live="polite"></p>
        <footer>Follows the folder as it is written. Charts by uPlot.</footer>
        ${raw(`<script>${assets.script}</script>`)}
      </body>
    </html> `;
  const policy = `default-src 'none'; connect-src 'self'; script-src '${hashOf(assets.script)}'; style-src '${hashOf(style)}'; frame-ancestors 'none'; base-uri 'none'`;
  return { html: String(await page), policy };
}
