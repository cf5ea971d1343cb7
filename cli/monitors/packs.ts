import type { Context } from '../../core/context.ts';
import { pick } from '../../core/nearest.ts';
import type { OptionDescription, PackDescription } from '../../monitors/packs/describe.ts';
import { describePack } from '../../monitors/packs/describe.ts';
import { packs } from '../../monitors/packs/packs.ts';
import { writeJson, writeLines } from '../terminal/output.ts';
import { tableLines } from '../terminal/table.ts';

export interface PacksFlags {
  readonly json: boolean;
}

/** `bilancia monitors packs`: which packs there are, or all about one. */
export function packsCommand(this: Context, { json }: PacksFlags, name?: string): void {
  if (name === undefined) {
    const all = Object.values(packs);
    if (json) writeJson(this, all.map(describePack));
    else writeLines(this, tableLines(all.map((pack) => [pack.name, pack.summary])));
    return;
  }
  const description = describePack(pick('pack', name, packs));
  if (json) writeJson(this, description);
  else writeLines(this, pageOf(description));
}

function pageOf(pack: PackDescription): string[] {
  return [
    `${pack.name}: ${pack.summary}`,
    '',
    'OPTIONS',
    ...indented(tableLines(pack.options.map(optionRow))),
    '',
    'EXAMPLE',
    ...indented(JSON.stringify(pack.example, undefined, 2).split('\n')),
    '',
    'CREATES',
    ...indented(
      tableLines(
        pack.makes.map(({ kind, name, region }) => [
          kind,
          region === undefined ? name : `${name} (${region})`,
        ]),
      ),
    ),
    ...pack.corrections.flatMap(({ row, was, is, why }) => [
      '',
      'CORRECTS',
      `  ${row}`,
      `  was: ${was}`,
      `  is:  ${is}`,
      `  why: ${why}`,
    ]),
    '',
    'SOURCES',
    ...indented(pack.sources),
  ];
}

function optionRow({ name, required, type, meaning, ...option }: OptionDescription): string[] {
  const fallback = 'default' in option ? `default ${JSON.stringify(option.default)}` : 'optional';
  return [name, type, required ? 'required' : fallback, meaning];
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}
