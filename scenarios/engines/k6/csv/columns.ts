import { knownError } from '../../../../core/errors.ts';

/** Where the metric's name, the time and the value are: k6 puts them first, whatever the other columns are. */
export const timeColumn = 1;
export const valueColumn = 2;

/** Where in a record the other fields are that matter; -1 for those that `--system-tags` left out. */
export interface Columns {
  readonly count: number;
  readonly name: number;
  readonly url: number;
  readonly ip: number;
  readonly status: number;
  readonly expected: number;
  readonly error: number;
  readonly errorCode: number;
  readonly method: number;
  readonly scenario: number;
  readonly group: number;
  readonly extraTags: number;
  /** Every column by its title. */
  readonly byTitle: ReadonlyMap<string, number>;
}

export const firstTitle = 'metric_name';
const firstTitles = [firstTitle, 'timestamp', 'metric_value'];

/**
 * Reads k6's header line. A request without a name goes by its URL.
 * @throws unreadable-file when it lacks what every k6 CSV has
 */
export function columnsOf(titles: readonly string[], source: string): Columns {
  const at = (title: string): number => titles.indexOf(title);
  if (firstTitles.some((title, index) => titles[index] !== title)) {
    const reason = `its first line does not begin with ${firstTitles.join(',')}`;
    const expected = 'a CSV file as k6 writes it with --out csv';
    throw knownError('unreadable-file', { what: 'Engine output', path: source, reason, expected });
  }
  return {
    count: titles.length,
    name: at(at('name') === -1 ? 'url' : 'name'),
    url: at('url'),
    ip: at('ip'),
    status: at('status'),
    expected: at('expected_response'),
    error: at('error'),
    errorCode: at('error_code'),
    method: at('method'),
    scenario: at('scenario'),
    group: at('group'),
    extraTags: at('extra_tags'),
    byTitle: new Map(titles.map((title, index) => [title, index])),
  };
}

/** The value of tag `tag` in k6's `a=1&b=2`, which it writes without any escaping. */
export function tagIn(extraTags: string, tag: string): string | undefined {
  const prefix = `${tag}=`;
  return extraTags
    .split('&')
    .find((pair) => pair.startsWith(prefix))
    ?.slice(prefix.length);
}
