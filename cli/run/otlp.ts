import type { Context } from '../../core/context.ts';
import { knownError } from '../../core/errors.ts';
import type { OtlpEndpoint } from '../../run/live-figures/otlp.ts';

/** Variable with headers for the receiver, as every OpenTelemetry exporter takes them: no token stands in a command line. */
const headersVariable = 'OTEL_EXPORTER_OTLP_HEADERS';

/**
 * Where live figures go.
 * @throws bad-value when that is no URL, or the headers cannot be read
 */
export function otlpOf(
  { process: { env } }: Pick<Context, 'process'>,
  given: string | undefined,
): OtlpEndpoint | undefined {
  if (given === undefined) return undefined;
  const url = URL.parse(given);
  if (url === null || !/^https?:$/.test(url.protocol))
    throw knownError('bad-value', {
      what: '--otlp',
      given,
      expected: 'an OTLP/HTTP URL such as http://127.0.0.1:4318',
    });
  return { url: given, headers: headersOf(env[headersVariable] ?? '') };
}

/** `key=value` pairs with commas between, their values escaped as in URLs. */
function headersOf(given: string): Record<string, string> {
  const pairs = given.split(',').filter((pair) => pair.trim() !== '');
  return Object.fromEntries(
    pairs.map((pair) => {
      const [, name, value = ''] = /^\s*([^\s=]+)\s*=\s*(.*?)\s*$/.exec(pair) ?? [];
      if (name !== undefined) return [name, decoded(value)];
      throw knownError('bad-value', {
        what: headersVariable,
        // It may hold a secret.
        given: '...',
        expected: 'key=value pairs with commas between',
      });
    }),
  );
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch (error) {
    if (error instanceof URIError) return value;
    throw error;
  }
}
