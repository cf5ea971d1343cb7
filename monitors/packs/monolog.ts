/** How Monolog's lines are told apart: any line that holds the word, or its LineFormatter's or JsonFormatter's level. */
export const monologForms = ['any', 'line', 'json'] as const;
export type MonologForm = (typeof monologForms)[number];

/**
 * The filter pattern of CRITICAL lines that hold none of some phrases. `any` matches the word wherever it stands, in an
 * INFO line's context too; the other forms read the level: LineFormatter writes `[date] channel.LEVEL: message`, and
 * JsonFormatter `level_name`.
 *
 * @example
 *   criticalPattern('any', ['Errore da Ignorare']) // [(w1="*CRITICAL*") && (w1!="*Errore da Ignorare*")]
 */
export function criticalPattern(form: MonologForm, ignored: readonly string[]): string {
  return patterns[form](ignored);
}

const patterns: Readonly<Record<MonologForm, (ignored: readonly string[]) => string>> = {
  any: (ignored) =>
    `[${['(w1="*CRITICAL*")', ...ignored.map((phrase) => `(w1!="*${phrase}*")`)].join(' && ')}]`,
  line: (ignored) => {
    const message = ignored.map((phrase) => `message!="*${phrase}*"`).join(' && ');
    return `[date, level="*.CRITICAL:", ${message === '' ? 'message' : message}]`;
  },
  // A line without a message is critical all the same, though != does not match where there is no field.
  json: (ignored) => {
    const level = '($.level_name = "CRITICAL")';
    const others = ignored.map((phrase) => `($.message != "*${phrase}*")`).join(' && ');
    return others === ''
      ? '{ $.level_name = "CRITICAL" }'
      : `{ ${level} && (($.message NOT EXISTS) || (${others})) }`;
  },
};
