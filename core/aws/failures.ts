import type { BilanciaError } from '../errors.ts';
import { knownError, reasonOf } from '../errors.ts';
import { permissionFor } from './permission.ts';

const denied =
  /^(AccessDenied|AccessDeniedException|AuthorizationError|AuthorizationErrorException|UnauthorizedOperation)$/;
const badCredentials =
  /^(CredentialsProviderError|TokenProviderError|UnrecognizedClientException|InvalidClientTokenId|InvalidClientTokenIdException|SignatureDoesNotMatch|InvalidSignatureException|IncompleteSignature|MissingAuthenticationToken|MissingAuthenticationTokenException|ExpiredToken|ExpiredTokenException|InvalidAccessKeyId|InvalidToken)$/;
const throttled =
  /^(Throttling|ThrottlingException|ThrottledException|RequestThrottled|TooManyRequestsException|RequestLimitExceeded|LimitExceeded|SlowDown)$/;
const unreachable =
  /^(ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPIPE|EPROTO|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_VERIFY_LEAF_SIGNATURE|TimeoutError|AbortError)$/;
const unimplemented = /^(UnknownOperationException|UnknownOperation|InvalidAction|NotImplemented)$/;
const missing =
  /^(ResourceNotFound|ResourceNotFoundException|DashboardNotFoundError|NotFound|NotFoundException)$/;

/** Failures after which no other request would fare better. */
const hopeless = new Set<string>(['aws-credentials', 'aws-unreachable', 'aws-throttled']);

export function isHopeless(failure: BilanciaError): boolean {
  return hopeless.has(failure.code);
}

/** What AWS calls what went wrong, e.g. `ThrottlingException`, or the system, e.g. `ECONNREFUSED`. */
function namesOf(thrown: unknown): string[] {
  if (!(thrown instanceof Error)) return [];
  const inner = thrown instanceof AggregateError ? thrown.errors.flatMap(namesOf) : [];
  const code = 'code' in thrown && typeof thrown.code === 'string' ? [thrown.code] : [];
  return [thrown.name, ...code, ...inner];
}

/** Whether AWS said that the thing is not there: which a deletion takes for done. */
export function isMissing(thrown: unknown): boolean {
  const cause = thrown instanceof Error ? thrown.cause : undefined;
  return [...namesOf(thrown), ...namesOf(cause)].some((name) => missing.test(name));
}

/** Whether an answer came from a service at all. */
function isAnswer(thrown: unknown): thrown is Error {
  return thrown instanceof Error && '$metadata' in thrown && '$fault' in thrown;
}

/** What was asked of whom. */
export interface Asked {
  /** `cloudwatch`, as in the names of permissions. */
  readonly service: string;
  readonly region: string;
  readonly profile?: string;
  /** Where a user sets these, in words. Default: the flags --profile and --endpoint-url. */
  readonly setBy?: { readonly profile: string; readonly endpoint: string };
}

/** What AWS or the network answered, as one line with what to do. A thing of another sort is a defect and stays it. */
export function awsFailure(thrown: unknown, asked: Asked, operation: string): unknown {
  const { region, profile, service, setBy } = asked;
  const names = namesOf(thrown);
  const is = (pattern: RegExp): boolean => names.some((name) => pattern.test(name));
  const reason = oneLine(reasonOf(thrown));
  const action = `${service}:${operation}`;
  const host = hostOf(thrown, service);
  if (is(badCredentials)) {
    const of = profile === undefined ? '' : ` (profile "${profile}")`;
    const details = { reason: `${reason}${of}`, profileBy: setBy?.profile };
    return knownError('aws-credentials', details, thrown);
  }
  if (is(denied)) {
    const { action: needed } = permissionFor(action, reason);
    return knownError('aws-denied', { action: needed, region, reason }, thrown);
  }
  if (is(throttled)) return knownError('aws-throttled', { action, region, reason }, thrown);
  const endpointBy = setBy?.endpoint;
  if (is(unreachable)) return knownError('aws-unreachable', { host, reason, endpointBy }, thrown);
  if (is(unimplemented)) return knownError('aws-unimplemented', { action, region, reason }, thrown);
  // Something that is no AWS answered: a proxy's page, another server's.
  if (thrown instanceof SyntaxError || (isAnswer(thrown) && names[0] === 'Unknown'))
    return knownError(
      'aws-unreachable',
      { host, reason: `the answer is not from AWS: ${reason}`, endpointBy },
      thrown,
    );
  if (!isAnswer(thrown)) return thrown;
  return knownError('aws-refused', { action, region, reason: `${thrown.name}: ${reason}` }, thrown);
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim().replace(/\.$/, '');
}

/**
 * The answer to a request, with failures made ours. They name what was asked, such as `cloudwatch:PutMetricAlarm`, which is
 * also the permission's name.
 */
export async function withFailuresNamed<T>(
  answer: Promise<T>,
  asked: Asked,
  commandName = '',
): Promise<T> {
  try {
    return await answer;
  } catch (thrown) {
    throw awsFailure(thrown, asked, commandName.replace(/Command$/, ''));
  }
}

/** Which server it was, as far as the failure says. */
function hostOf(thrown: unknown, service: string): string {
  if (thrown instanceof Error && 'address' in thrown && 'port' in thrown)
    return `${String(thrown.address)}:${String(thrown.port)}`;
  if (thrown instanceof Error && 'hostname' in thrown) return String(thrown.hostname);
  return `the endpoint of ${service}`;
}
