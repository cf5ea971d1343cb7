import type { PmsContext } from '../framework/deps.ts';
import { headerOf } from '../framework/headers.ts';
import type { FrontEndFile, Representation } from '../front-end/files.ts';

type Coding = 'br' | 'gzip';

/**
 * Sends a file in the best encoding that the browser takes, or 304 where it has it already. Entity tags are strong, and
 * compared weakly as RFC 9110 asks of If-None-Match (13.1.2): a cache on the way that compresses weakens them.
 */
export function sendFile(
  c: PmsContext,
  file: FrontEndFile,
  more: Readonly<Record<string, string>> = {},
): Response {
  const coding = codingFor(headerOf(c, 'accept-encoding') ?? '', file);
  const { body, etag }: Representation = (coding && file[coding]) ?? file.plain;
  const headers = {
    etag,
    'cache-control': file.cacheControl,
    ...(file.br === undefined ? {} : { vary: 'accept-encoding' }),
    ...more,
  };
  if (isKnown(headerOf(c, 'if-none-match') ?? '', file)) return c.body(null, 304, headers);
  return c.body(body, 200, {
    ...headers,
    'content-type': file.mediaType,
    ...(coding === undefined ? {} : { 'content-encoding': coding }),
  });
}

/** The smaller one first, whatever the browser likes better; none that it refuses (`q=0`). */
function codingFor(accepted: string, file: FrontEndFile): Coding | undefined {
  const taken = new Set(
    accepted
      .split(',')
      .map((item) =>
        item
          .trim()
          .toLowerCase()
          .split(/\s*;\s*q=/),
      )
      .filter(([, quality = '1']) => Number(quality) > 0)
      .map(([coding]) => coding),
  );
  const all: readonly Coding[] = ['br', 'gzip'];
  return all.find((coding) => file[coding] !== undefined && taken.has(coding));
}

/** Whether it has any of the file's encodings: the content of all is the same. */
function isKnown(ifNoneMatch: string, { plain, br, gzip }: FrontEndFile): boolean {
  const given = ifNoneMatch.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return (
    given.includes('*') ||
    [plain, br, gzip].some((one) => one !== undefined && given.includes(one.etag))
  );
}
