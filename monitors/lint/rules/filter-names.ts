import { offlineRule } from '../rule/make-rule.ts';

const longestFilterName = 512;
const longestMetricName = 255;

export const filterNames = offlineRule('filter-names', function* (context) {
  const nameProblem = (what: string, name: string, longest: number, forbidden: RegExp) =>
    context.isUnknown(name) ? undefined : nameProblemOf(what, name, longest, forbidden);
  for (const filter of context.all('metric-filter')) {
    const { namespace, metricName } = filter.transformation;
    const problems = [
      nameProblem('filter name', filter.name, longestFilterName, /[:*]/),
      nameProblem('metric name', metricName, longestMetricName, /[:*$]/),
      nameProblem('namespace', namespace, longestMetricName, /[:*$]/),
    ];
    for (const problem of problems)
      if (problem !== undefined)
        yield {
          about: filter,
          summary: problem,
          details: 'PutMetricFilter documents these limits.',
        };
    if (namespace.startsWith('AWS/'))
      yield {
        about: filter,
        severity: 'warning',
        summary: `Its namespace ${namespace} begins with AWS/, which is for metrics of AWS's services.`,
        details:
          'A metric there can be mistaken for one of AWS, or clash with it. Use your own namespace.',
      };
  }
});

function nameProblemOf(
  what: string,
  name: string,
  longest: number,
  forbidden: RegExp,
): string | undefined {
  const character = forbidden.exec(name)?.[0];
  if (name === '') return `Its ${what} is empty.`;
  if (name.length > longest)
    return `Its ${what} has ${name.length} characters; at most ${longest} are allowed.`;
  if (character !== undefined)
    return `Its ${what} "${name}" holds "${character}", which is not allowed there.`;
  return undefined;
}
