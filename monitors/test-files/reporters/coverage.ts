import type { Coverage } from '../run/coverage.ts';

/** Which alarms no test ever brings to ALARM; nothing where nobody asked. */
export function coverageText(coverage: Coverage | undefined): string {
  if (coverage === undefined) return '';
  const { alarms, brought, never } = coverage;
  const lines = [
    `Coverage: ${brought} of ${alarms} alarms are brought to ALARM by a test that looks at them.`,
    ...(never.length === 0 ? [] : ['Never:', ...never.map((name) => `  ${name}`)]),
  ];
  return lines.map((line) => `${line}\n`).join('');
}
