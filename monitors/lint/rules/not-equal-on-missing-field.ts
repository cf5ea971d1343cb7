import type { JsonTest } from '../../filter-pattern/syntax/ast.ts';
import { testsOf } from '../../filter-pattern/syntax/conditions.ts';
import { parsedFilters } from '../rule/patterns.ts';
import { offlineRule } from '../rule/make-rule.ts';

export const notEqualOnMissingField = offlineRule(
  'not-equal-on-missing-field',
  function* (context) {
    for (const { filter, pattern } of parsedFilters(context)) {
      if (pattern.dialect !== 'json') continue;
      const tests = testsOf(pattern.condition);
      const settled = new Set(tests.filter(settlesAbsence).map(({ subject }) => subject.text));
      const open = tests
        .filter((test) => test.kind === 'compare' && test.operator === '!=')
        .map(({ subject }) => subject.text)
        .filter((selector) => !settled.has(selector));
      for (const selector of new Set(open))
        yield {
          about: filter,
          summary: `\`${selector} != ...\` is false for events without ${selector}.`,
          details:
            'They are not counted, although the property is not equal. ' +
            `If they should count, write \`(${selector} NOT EXISTS) || (${selector} != ...)\`; ` +
            `if not, say so with \`${selector} = *\` next to it.`,
        };
    }
  },
);

/** Whether a test says what is meant for events that lack the property. */
function settlesAbsence(test: JsonTest): boolean {
  return test.kind === 'not-exists' || (test.kind === 'compare' && test.operator === '=');
}
