import { knownError } from '../../core/errors.ts';
import { pick } from '../../core/nearest.ts';
import { formats } from '../../reports/renderers/formats.ts';
import type { Renderer } from '../../reports/renderers/renderer.ts';

/** A format that was asked for, and the file that it goes to; standard output without one. */
export interface Output {
  readonly load: () => Promise<Renderer>;
  readonly file?: string;
}

/** `junit` or `junit=out/junit.xml`, as typed after --format. @throws unknown-name; bad-value for `junit=` */
function outputOf(given: string): Output {
  const [, name = '', file = '-'] = /^([^=]*)(?:=(.*))?$/s.exec(given) ?? [];
  const load = pick('format', name, formats);
  // As a pipeline types it whose variable is not set.
  if (file === '')
    throw knownError('bad-value', {
      what: '--format',
      given,
      expected: `a file after "${name}="; without "=" it is printed`,
    });
  return file === '-' ? { load } : { load, file };
}

/** Flags of every command that judges a run, for what others are to read. */
export const formatFlag = {
  kind: 'parsed',
  parse: outputOf,
  optional: true,
  variadic: true,
  brief: `Also write ${Object.keys(formats).join(', ')}: NAME=FILE, or NAME to print it; repeatable`,
  placeholder: 'name=file',
} as const;
