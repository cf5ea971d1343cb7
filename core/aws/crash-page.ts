import { Readable } from 'node:stream';

/** A simulator that lacks an operation falls over it, and shows a page instead of an answer. */
class CrashPage extends Error {
  override readonly name = 'NotImplemented';
}

/**
 * The answer, unless it is a page, which is not asked for again then: AWS answers JSON or XML, its failures included.
 */
export async function withoutCrashPage<T extends { readonly response: unknown }>(
  answer: Promise<T>,
): Promise<T> {
  const received = await answer;
  refuseCrashPage(received.response);
  return received;
}

function refuseCrashPage(response: unknown): void {
  if (typeof response !== 'object' || response === null) return;
  if (!('statusCode' in response) || !('headers' in response)) return;
  const { statusCode } = response;
  if (statusCode !== 501 && !(statusCode === 500 && isPage(response.headers))) return;
  // What is left unread would hold the connection.
  if ('body' in response && response.body instanceof Readable) response.body.resume();
  throw new CrashPage(`it answers ${statusCode}${isPage(response.headers) ? ' with a page' : ''}`);
}

function isPage(headers: unknown): boolean {
  if (typeof headers !== 'object' || headers === null || !('content-type' in headers)) return false;
  return /^text\/html/i.test(String(headers['content-type']));
}
