import { STATUS_CODES } from 'node:http';
import type { FailureLine } from '../../core/run-folder/files/failures.ts';

/** What Node's codes mean, in the words that are used of k6's; `openssl` begins those of certificates. */
const meanings: ReadonlyMap<string, string> = new Map([
  ['ECONNREFUSED', 'connection refused'],
  ['ECONNRESET', 'connection reset by the peer'],
  ['EPIPE', 'broken pipe while sending'],
  ['ETIMEDOUT', 'connect timeout'],
  ['ETOOLATE', 'request timeout'],
  ['ENOTFOUND', 'no address found for the host'],
  ['EAI_AGAIN', 'DNS error'],
  ['EADDRNOTAVAIL', 'could not connect (operating system error)'],
  ['EMFILE', 'operating system network error'],
  ['ENETUNREACH', 'could not connect'],
  ['EHOSTUNREACH', 'could not connect'],
  ['EPROTO', 'TLS error'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'TLS error: what answers there speaks no TLS'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate from an unknown authority'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'certificate from an unknown authority'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'certificate from an unknown authority'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'certificate from an unknown authority'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate for another host'],
]);

/** Why a request failed: by what Node says of it, else by a status that was not expected. */
export function failureOf(
  status: number,
  error: NodeJS.ErrnoException | undefined,
): Pick<FailureLine, 'code' | 'reason' | 'error'> {
  if (error === undefined) return { reason: reasonOfStatus(status), error: '' };
  const { code, message } = error;
  const reason =
    meanings.get(code ?? '') ?? (message === '' ? 'no response' : `error "${message}"`);
  return { ...(code === undefined ? {} : { code }), reason, error: message };
}

function reasonOfStatus(status: number): string {
  const name = STATUS_CODES[status];
  const said = name === undefined ? `HTTP ${status}` : `HTTP ${status} ${name}`;
  return status < 400 ? `${said}, not expected by the script` : said;
}
