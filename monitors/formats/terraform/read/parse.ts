import { reasonOf } from '../../../../core/errors.ts';
import { jsonFailure } from '../../source/json-failure.ts';
import type { Fields } from '../../source/record.ts';
import { isFields } from '../../source/record.ts';
import { refusal } from '../../source/refuse.ts';

const expected = 'the output of "terraform show -json"';

/** @throws bad-text where the text is no JSON, or JSON of another kind */
export function parseShow(text: string, path: string): Fields {
  const root = parseJson(text, path);
  const refuse = (problem: string): Error => refusal({ text, path, offset: 0, problem, expected });
  if (!isFields(root)) throw refuse('it is not a JSON object');
  if ('format_version' in root) return root;
  if ('terraform_version' in root && 'resources' in root)
    throw refuse('it is a state file, whose format Terraform may change');
  if ('resource' in root || 'terraform' in root)
    throw refuse('it is a configuration, not a plan or a state');
  throw refuse('it has no "format_version"');
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (/^\s*\{"@level"/.test(text))
      throw refusal(
        { text, path, offset: 0, problem: 'it is the log of "terraform plan -json"', expected },
        error,
      );
    const { offset, problem } = jsonFailure(text) ?? { offset: 0, problem: reasonOf(error) };
    throw refusal({ text, path, offset, problem: `it is not JSON: ${problem}`, expected }, error);
  }
}
