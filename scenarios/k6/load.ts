import http from 'k6/http';
import type { RefinedParams } from 'k6/http';
import type { LoadStep } from '../visitors/steps.ts';
import { acceptedEncodings, headersOf } from './play.ts';
import type { Stage } from './play.ts';

/** Loads what a page is made of: as many files at once as the script's options let. */
export function loadParts({ name, paths }: LoadStep, stage: Stage): void {
  const { baseUrl, tenant } = stage;
  const params: RefinedParams<'none'> = {
    headers: { ...headersOf(stage), 'Accept-Encoding': acceptedEncodings },
    tags: { name, tenant },
    responseType: 'none',
    redirects: 0,
  };
  http.batch(paths.map((path) => ({ method: 'GET', url: baseUrl + path, params })));
}
