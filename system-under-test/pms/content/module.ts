import { z } from 'zod';
import { findProperty } from '../catalog/find.ts';
import { readsOf } from '../framework/deps.ts';
import { endpoint, type Endpoint, type Module } from '../framework/endpoint.ts';
import { codeId, date } from '../framework/fields.ts';
import { beginSession, openSession } from '../framework/visitor.ts';
import { Problem } from '../problem.ts';
import { campsiteDocument, sectionDocument } from './campsite.ts';
import { sendProblemPage } from './problem-page.ts';
import { homePage } from './home.ts';
import { safePage, sendDocument, sendPage, siteOf } from './html/layout.ts';
import { sendFile } from './send-file.ts';
import { sectionNames } from './sections/sections.ts';
import { visitEndpoint } from './visit.ts';

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

/** The booking site: pages made from the readers' rows, and the front end that books. */
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
        return sendPage(c, deps, homePage(catalog, session));
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
        const property = findProperty(catalog, params.code);
        return sendDocument(c, await campsiteDocument(property, siteOf(c, deps), readsOf(c)));
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
        const property = findProperty(catalog, params.code);
        const { section } = params;
        return sendDocument(
          c,
          await sectionDocument(property, section, siteOf(c, deps), readsOf(c)),
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
      // One for all sites, visitors and days, so that caches on the way may keep it: it sets no cookie.
      (c) => sendFile(c, deps.frontEnd.shell, safePage),
    ),
  ];
  const asset = endpoint(
    {
      method: 'get',
      path: '/assets/{file}',
      summary: 'What pages load: styles, scripts, fonts and pictures',
      tag: 'content',
      audience: 'task',
      params: z.object({ file: z.string() }),
      responses: {
        200: { description: 'The file', mediaType: '*/*' },
        304: { description: 'The browser has it' },
      },
    },
    (c, { params: { file } }) => {
      const found = deps.frontEnd.assets.get(file);
      if (found === undefined) throw new Problem('not-found', `There is no asset ${file}.`);
      return sendFile(c, found);
    },
  );
  const tell: Endpoint['tell'] = (c, problem) => sendProblemPage(c, deps, problem);
  return [...pages.map((each) => ({ ...each, tell })), visitEndpoint(deps), asset];
};
