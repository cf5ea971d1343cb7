import { knownError } from '../../core/errors.ts';
import type { DefinitionSet } from '../definitions/definition.ts';
import { readCloudFormation } from '../formats/cloudformation/read/read.ts';
import { parseTemplate } from '../formats/cloudformation/read/source.ts';
import type { ReadOptions } from '../formats/source/options.ts';
import { readTerraform } from '../formats/terraform/read/read.ts';
import { definitionsFile } from './failure.ts';

/** Keys of what Terraform writes: its reader knows which of them it can take, and says what to do about the others. */
const terraformKeys = ['format_version', 'terraform_version', 'resource', 'terraform', '@level'];

/**
 * Reads the text of a file that is no module: Terraform JSON, or a CloudFormation template in JSON or YAML.
 * @throws bad-text where the text is wrong; unreadable-file when it is something else
 */
export function loadText(text: string, path: string, options: ReadOptions): DefinitionSet {
  const mistaken = mistakenFormats.find(({ looksLike }) => looksLike(text, path));
  if (mistaken !== undefined) throw unreadable(path, mistaken.reason);
  const keys = topLevelKeys(text);
  if (keys.includes('Resources')) return readCloudFormation(text, path, options);
  if (keys.some((key) => terraformKeys.includes(key))) return readTerraform(text, path, options);
  // Where the text is broken helps more than what it is not.
  parseTemplate(text, path, 'Terraform JSON ("terraform show -json") or a CloudFormation template');
  const found = keys.length === 0 ? 'no object' : keys.slice(0, 5).join(', ');
  throw unreadable(
    path,
    `it has neither "format_version" nor "Resources" at its top level, but ${found}`,
  );
}

/** Whether a text looks like one that `loadText` reads. */
export function isReadable(text: string): boolean {
  const keys = topLevelKeys(text);
  return keys.includes('Resources') || keys.includes('format_version');
}

/** What people hand over instead, with what to do. */
const mistakenFormats: readonly {
  readonly looksLike: (text: string, path: string) => boolean;
  readonly reason: string;
}[] = [
  {
    looksLike: (text) => text.startsWith('PK'),
    reason:
      'it is a plan as "terraform plan -out" writes it: write "terraform show -json PLAN" to a file',
  },
  {
    looksLike: (_text, path) => /\.(tf|hcl)$/.test(path),
    reason:
      'it is Terraform source, whose values are not known yet: write "terraform show -json" to a file',
  },
  { looksLike: (text) => text.trim() === '', reason: 'it is empty' },
];

/**
 * The keys at the top of JSON. Of YAML, and of JSON that cannot be parsed, those that its lines show: the reader of the
 * format says where it is wrong.
 */
function topLevelKeys(text: string): string[] {
  if (text.trimStart().startsWith('{')) {
    try {
      return Object.keys(JSON.parse(text));
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
  }
  return [...text.matchAll(/^[ {]*(?:"([\w@]+)"\s*:|([A-Z]\w+):)/gm)].map(
    ([, quoted, plain]) => quoted ?? plain ?? '',
  );
}

function unreadable(path: string, reason: string): Error {
  return knownError('unreadable-file', { ...definitionsFile(path), reason });
}
