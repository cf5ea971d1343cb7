import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { findProperty } from '../catalog/find.ts';
import { readsOf } from '../framework/deps.ts';
import { endpoint, type Endpoint, type Module } from '../framework/endpoint.ts';
import { codeId, date } from '../framework/fields.ts';
import { beginSession, openSession } from '../framework/visitor.ts';
import { bookPage } from './book-page.ts';
import { campsitePage, sectionPage } from './campsite.ts';
import { sendProblemPage } from './problem-page.ts';
import { homePage } from './home.ts';
import { sendPage } from './html/layout.ts';
import { sectionNames } from './sections/sections.ts';

const page = { 200: { description: 'A page', mediaType: 'text/html' } } as const;
const pageOrUnknown = {
  ...page,
  404: { description: 'A page that says so', mediaType: 'text/html' },
} as const;

const bookQuery = z.object({
  property: codeId.optional(),
  arrival: date.optional(),
  departure: date.optional(),
});

const assets = [
  { name: 'site.css', type: 'text/css' },
  { name: 'booking.js', type: 'text/javascript' },
  { name: 'words.js', type: 'text/javascript' },
] as const;

/** The booking site: pages made from the readers' rows, and the small program that books. */
export const contentModule: Module = (deps) => {
  const pages = [
    endpoint(
      {
        method: 'get',
        path: '/',
        summary: 'The campsites',
        tag: 'content',
        audience: 'tenant',
        responses: page,
      },
      async (c) => {
        const [catalog, session] = await Promise.all([
          deps.catalogs(c.get('tenant')),
          openSession(c, deps),
        ]);
        return sendPage(c, homePage(catalog, session));
      },
    ),
    endpoint(
      {
        method: 'get',
        path: '/campsites/{code}',
        summary: 'A campsite',
        tag: 'content',
        audience: 'tenant',
        params: z.object({ code: codeId }),
        responses: pageOrUnknown,
      },
      async (c, { params }) => {
        beginSession(c, deps);
        const catalog = await deps.catalogs(c.get('tenant'));
        return sendPage(c, await campsitePage(findProperty(catalog, params.code), readsOf(c)));
      },
    ),
    endpoint(
      {
        method: 'get',
        path: '/campsites/{code}/{section}',
        summary: 'More about a campsite',
        tag: 'content',
        audience: 'tenant',
        params: z.object({ code: codeId, section: z.enum(sectionNames) }),
        responses: pageOrUnknown,
      },
      async (c, { params }) => {
        const catalog = await deps.catalogs(c.get('tenant'));
        return sendPage(
          c,
          await sectionPage(findProperty(catalog, params.code), params.section, readsOf(c)),
        );
      },
    ),
    endpoint(
      {
        method: 'get',
        path: '/book',
        summary: 'Search, quote and book',
        tag: 'content',
        audience: 'tenant',
        query: bookQuery,
        responses: page,
      },
      async (c, { query }) => {
        beginSession(c, deps);
        const catalog = await deps.catalogs(c.get('tenant'));
        return sendPage(c, bookPage(catalog, query));
      },
    ),
  ];
  return [
    ...pages.map((each) => ({ ...each, tell: sendProblemPage })),
    ...assets.map(({ name, type }) => assetEndpoint(name, type)),
  ];
};

/** A file of the pages, read once, at the start. */
function assetEndpoint(name: string, mediaType: string): Endpoint {
  const text = readFileSync(new URL(`assets/${name}`, import.meta.url), 'utf8');
  const headers = {
    'content-type': `${mediaType}; charset=utf-8`,
    'cache-control': 'public, max-age=300',
  };
  return endpoint(
    {
      method: 'get',
      path: `/assets/${name}`,
      summary: 'Style or script of the pages',
      tag: 'content',
      audience: 'task',
      responses: { 200: { description: 'The file', mediaType } },
    },
    (c) => c.body(text, 200, headers),
  );
}
