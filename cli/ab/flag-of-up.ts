import type { InputParser } from '@stricli/core';
import type { Context } from '../../core/context.ts';
import { pick } from '../../core/nearest.ts';
import { flagsOfUp } from '../cluster/flags-of-up.ts';

/**
 * Checks a flag of `bilancia up` and its value before anything is started.
 * @param what the flag that it was given to
 * @param option such as `tasks=4`
 * @throws unknown-name, bad-value
 */
export async function checkFlagOfUp(context: Context, what: string, option: string): Promise<void> {
  const [, name = '', value = ''] = /^([^=]*)=(.*)$/s.exec(option) ?? [];
  const flags = Object.entries(flagsOfUp).map(
    ([flag, how]) => [flag.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`), how] as const,
  );
  const flag = pick(`flag of "bilancia up" in ${what}`, name, Object.fromEntries(flags));
  if (flag.kind === 'enum')
    pick(`${name} in ${what}`, value, Object.fromEntries(flag.values.map((one) => [one, one])));
  if (flag.kind !== 'parsed') return;
  const parse: InputParser<unknown, Context> = flag.parse;
  await parse.call(context, value);
}
