import { html } from 'hono/html';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Dependencies, PmsContext } from '../../framework/deps.ts';

/** A piece of HTML; what is put into it with `${}` has been escaped. */
export type Html = ReturnType<typeof html>;

/** The bytes of a page, in UTF-8. */
export type Document = Buffer<ArrayBuffer>;

export interface Page {
  readonly title: string;
  readonly body: Html;
  /** Address of a script to load, if any. */
  readonly script?: string;
}

/** Pages take nothing from elsewhere, are shown in no frame of others, and tell no other site where a guest came from. */
export const safePage = {
  'content-security-policy':
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'referrer-policy': 'same-origin',
} as const;
const pageHeaders = {
  'content-type': 'text/html; charset=UTF-8',
  'cache-control': 'private, no-cache',
  ...safePage,
};

/** Whose site a page is of, and what it looks like. */
export interface Site {
  readonly tenant: string;
  readonly frontEnd: Pick<Dependencies['frontEnd'], 'siteStyle'>;
}

/** The site that a request is for. */
export function siteOf(c: PmsContext, { frontEnd }: Pick<Dependencies, 'frontEnd'>): Site {
  return { tenant: c.get('tenant').id, frontEnd };
}

/** A whole page of a booking site, as it is sent. */
export async function documentOf({ tenant, frontEnd }: Site, page: Page): Promise<Document> {
  const script =
    page.script === undefined ? '' : html`<script type="module" src="${page.script}"></script>`;
  const document = await html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${page.title}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="${frontEnd.siteStyle}" />
        ${script}
      </head>
      <body>
        <a class="skip" href="#content">Skip to content</a>
        <header>
          <nav aria-label="Main"><a href="/">Campsites</a> <a href="/book">Book a stay</a></nav>
        </header>
        <main id="content">${page.body}</main>
        <footer>
          Tenant ${tenant}. A reference system for load tests: nobody is going to camp here.
        </footer>
      </body>
    </html> `;
  return Buffer.from(document.toString());
}

export function sendDocument(
  c: PmsContext,
  document: Document,
  status: ContentfulStatusCode = 200,
): Response {
  return c.body(document, status, pageHeaders);
}

/** Makes a whole page of the booking site, and sends it. */
export async function sendPage(
  c: PmsContext,
  deps: Pick<Dependencies, 'frontEnd'>,
  page: Page,
  status: ContentfulStatusCode = 200,
): Promise<Response> {
  return sendDocument(c, await documentOf(siteOf(c, deps), page), status);
}

// Made once: making a number format costs more than a whole page.
const twoDecimals = new Intl.NumberFormat('en', {
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
});

/** `€ 1,234.50`, never broken over two lines. */
export function euros(cents: number): string {
  return `€ ${twoDecimals.format(cents / 100)}`;
}
