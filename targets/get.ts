import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import { rootCertificates } from 'node:tls';
import { hasCode, knownError, reasonOf } from '../core/errors.ts';
import type { Target } from './target.ts';

const timeoutMs = 10_000;

/**
 * Asks the target for a page, once, as a visitor of a site with this host would.
 * @param host `Host` header; the URL's without one
 * @param reads whether the text of the answer is wanted, which may be long; it is empty otherwise
 * @throws target-unreachable
 */
export async function get(
  { ca }: Pick<Target, 'ca'>,
  url: URL,
  { host, reads }: { readonly host?: string; readonly reads: boolean },
): Promise<{ readonly status: number; readonly text: string }> {
  const options = {
    ...(ca === undefined ? {} : { ca: [...rootCertificates, await readFile(ca, 'utf8')] }),
    // Node would ask for the certificate of the host in the header, unlike the engines.
    ...(host === undefined ? {} : { headers: { Host: host }, servername: url.hostname }),
    agent: false,
    signal: AbortSignal.timeout(timeoutMs),
  };
  try {
    const request = (url.protocol === 'https:' ? https.get : http.get)(url, options);
    const [response]: unknown[] = await once(request, 'response');
    if (!(response instanceof http.IncomingMessage)) throw new Error('there is no response');
    let text = '';
    if (reads) for await (const part of response.setEncoding('utf8')) text += String(part);
    response.destroy();
    return { status: response.statusCode ?? 0, text };
  } catch (error) {
    throw knownError('target-unreachable', { url: url.origin, reason: inWords(error) }, error);
  }
}

function inWords(error: unknown): string {
  if (hasCode(error, 'DEPTH_ZERO_SELF_SIGNED_CERT') || hasCode(error, 'SELF_SIGNED_CERT_IN_CHAIN'))
    return 'its certificate is self-signed, so name its file as "ca" in the target file';
  if (hasCode(error, 'ABORT_ERR')) return `there was no answer within ${timeoutMs / 1000} s`;
  return hasCode(error, 'EPROTO') ? tlsProblem(reasonOf(error)) : reasonOf(error);
}

/** OpenSSL says `...:error:0A00010B:SSL routines:FUNCTION:WHAT:FILE:LINE:` and a line end. */
function tlsProblem(text: string): string {
  const what = /:SSL routines:[^:]*:([^:]+):/.exec(text)?.[1];
  if (what === 'wrong version number' || what === 'packet length too long')
    return 'what answers there does not speak TLS, so the URL may have to begin with http://';
  return `no TLS connection can be made (${what ?? text.trim()})`;
}
