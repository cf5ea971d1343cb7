import { knownError } from '../../../core/errors.ts';
import type { Experiment, Provider } from '../../../core/formats/chaos-experiment.ts';

/**
 * The values of an experiment's configuration, those of the environment looked up.
 * @throws bad-value for a variable that is not set and has no default
 */
export function configurationOf(
  { configuration = {} }: Experiment,
  env: Readonly<Record<string, string | undefined>>,
): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(configuration).map(([name, value]) => {
      if (typeof value !== 'object') return [name, String(value)];
      const found = env[value.key] ?? value.default;
      if (found === undefined)
        throw knownError('bad-value', {
          what: `The environment variable ${value.key} of the experiment`,
          given: '',
          expected: 'set, or to have a default in its configuration',
        });
      return [name, String(found)];
    }),
  );
}

/** A provider with the values of `${NAME}` in its texts. A name that is not configured stays as it is. */
export function substituted(provider: Provider, values: ReadonlyMap<string, string>): Provider {
  const inText = (text: string): string =>
    text.replaceAll(/\$\{(\w+)\}/g, (whole, name: string) => values.get(name) ?? whole);
  const one = <T>(value: T): T | string => (typeof value === 'string' ? inText(value) : value);
  const each = <T>(record: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(record).map(([name, value]) => [name, one(value)]));
  if (provider.type === 'http') {
    const { url, headers, arguments: given } = provider;
    return {
      ...provider,
      url: inText(url),
      ...(headers === undefined ? {} : { headers: each(headers) }),
      ...(given === undefined ? {} : { arguments: each(given) }),
    };
  }
  const { arguments: given } = provider;
  if (given === undefined) return provider;
  if (typeof given === 'string') return { ...provider, arguments: inText(given) };
  return { ...provider, arguments: Array.isArray(given) ? given.map(one) : each(given) };
}
