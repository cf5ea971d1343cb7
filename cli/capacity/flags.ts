import { knownError } from '../../core/errors.ts';
import { pick } from '../../core/nearest.ts';
import type { WhatIf } from '../../reports/capacity/analyze.ts';
import { auroraClasses } from '../../core/aurora-classes.ts';
import { cpuSizes } from '../../reports/capacity/prices/fargate-sizes.ts';
import { countOf } from '../run/request.ts';

const formatNames = { html: 'html', markdown: 'markdown', json: 'json' } as const;

/** A format, and the file that it goes to; standard output without one. */
export interface CapacityFormat {
  readonly name: keyof typeof formatNames;
  readonly file?: string;
}

/** `html=plan.html`, or `markdown` to print it. @throws unknown-name */
export function capacityFormat(given: string): CapacityFormat {
  const [, name = '', file = ''] = /^([^=]*)(?:=(.*))?$/s.exec(given) ?? [];
  const known = pick('format', name, formatNames);
  return file === '' || file === '-' ? { name: known } : { name: known, file };
}

/** `10000,20000`. @throws bad-value */
export function countsOf(flag: string): (given: string) => number[] {
  return (given) => [...new Set(given.split(',').map(countOf(flag)))];
}

const numbers: ReadonlySet<string> = new Set(['tasks', 'cpu', 'memory', 'readers']);

/** `tasks=6,cpu=2048`. @throws bad-value, unknown-name */
export function whatIfOf(given: string): WhatIf {
  const parts = given.split(',').map((part) => {
    const [, key = '', value = ''] = /^([^=]*)=(.*)$/s.exec(part) ?? [];
    if (numbers.has(key)) return [key, countOf(`${key} of --what-if`)(value)] as const;
    if (key === 'class' && auroraClasses.has(value)) return [key, value] as const;
    const expected =
      key === 'class'
        ? `a class such as ${[...auroraClasses.keys()].slice(9, 12).join(', ')}`
        : 'any of tasks=6, cpu=2048, memory=4096, readers=2, class=db.r6g.large, with commas between';
    throw knownError('bad-value', { what: '--what-if', given, expected });
  });
  const twice = parts.map(([key]) => key).find((key, n, all) => all.indexOf(key) < n);
  if (twice !== undefined) {
    const expected = `a plan that has ${twice} once; repeat --what-if for another plan`;
    throw knownError('bad-value', { what: '--what-if', given, expected });
  }
  const whatIf: WhatIf = { text: given, ...Object.fromEntries(parts) };
  if (whatIf.cpu !== undefined && !cpuSizes.includes(whatIf.cpu)) {
    const expected = `CPU units that Fargate has: ${cpuSizes.join(', ')}`;
    throw knownError('bad-value', {
      what: 'cpu of --what-if',
      given: String(whatIf.cpu),
      expected,
    });
  }
  return whatIf;
}
