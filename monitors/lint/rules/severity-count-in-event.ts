import { offlineRule } from '../rule/make-rule.ts';

const counts = 'finding-severity-counts';

export const severityCountInEvent = offlineRule('severity-count-in-event', function* (context) {
  for (const rule of context.all('event-rule'))
    for (const [severity, wanted] of severitiesIn(rule.eventPattern))
      if (wanted.some((matcher) => !isRobust(matcher)))
        yield {
          about: rule,
          summary: `It matches ${counts}.${severity} against ${JSON.stringify(wanted)}.`,
          details:
            'ECR writes the key of a severity only when there are findings, and then their number. Use ' +
            `"${severity}": [{ "exists": true }] or [{ "numeric": [">", 0] }].`,
        };
});

/** The severities that a pattern asks for at any depth, with what it wants of them. */
function* severitiesIn(pattern: unknown): Generator<readonly [string, readonly unknown[]]> {
  if (Array.isArray(pattern)) {
    for (const alternative of pattern) yield* severitiesIn(alternative);
    return;
  }
  if (typeof pattern !== 'object' || pattern === null) return;
  for (const [key, value] of Object.entries(pattern)) {
    if (key !== counts || typeof value !== 'object' || value === null) {
      yield* severitiesIn(value);
      continue;
    }
    for (const [severity, wanted] of Object.entries(value))
      yield [severity, Array.isArray(wanted) ? wanted : [wanted]];
  }
}

/** Whether a matcher holds for any number of findings, or compares them as numbers. */
function isRobust(matcher: unknown): boolean {
  return (
    typeof matcher === 'object' && matcher !== null && ('exists' in matcher || 'numeric' in matcher)
  );
}
