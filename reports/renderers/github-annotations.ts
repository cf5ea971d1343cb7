import { worstOf } from '../../core/outcome.ts';
import type { Severity } from '../verdict/finding.ts';
import type { Renderer } from './renderer.ts';

const levelOf = {
  violation: 'error',
  missed: 'error',
  invalid: 'warning',
  inconclusive: 'warning',
  remark: undefined,
  confirmation: undefined,
} as const satisfies Record<Severity, string | undefined>;

/** GitHub shows so many of a level and step, and drops the rest in silence. */
const mostOfLevel = 10;
/** More of one message than anyone reads; GitHub cuts it at 4,096. */
const mostCharacters = 1000;

/**
 * Workflow commands for standard output, which GitHub shows as annotations: the outcome first, then what decided it. What is
 * beyond GitHub's limits is counted in the last of a level.
 * https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
 */
export const githubAnnotations: Renderer = {
  name: 'github-annotations.txt',
  render: ({ manifest }, verdict, compared) => {
    const all = [
      ...verdict.findings.map(({ severity, ...rest }) => ({ ...rest, level: levelOf[severity] })),
      ...(compared === undefined || compared.outcome === 'pass'
        ? []
        : [
            {
              rule: 'comparison',
              level: compared.outcome === 'fail' ? ('error' as const) : ('warning' as const),
              summary: compared.sentence,
            },
          ]),
    ];
    const together = worstOf([verdict.outcome, compared?.outcome ?? verdict.outcome]);
    const first = together === verdict.outcome ? verdict.reasons[0] : compared?.sentence;
    const summary = `${manifest.scenario}: ${together}. ${first ?? ''}`;
    return [
      command('notice', 'Bilancia', summary),
      ...(['error', 'warning'] as const).flatMap((level) => {
        const those = all.filter((one) => one.level === level);
        const shown = those.length > mostOfLevel ? those.slice(0, mostOfLevel - 1) : those;
        const left = those.length - shown.length;
        return [
          ...shown.map(({ rule, summary: text }) => command(level, `Bilancia: ${rule}`, text)),
          ...(left === 0 ? [] : [command(level, 'Bilancia', `And ${left} more in the report.`)]),
        ];
      }),
      '',
    ].join('\n');
  },
};

function command(level: string, title: string, message: string): string {
  return `::${level} title=${property(title)}::${data(message)}`;
}

function data(text: string): string {
  const short = text.length > mostCharacters ? `${text.slice(0, mostCharacters)}…` : text;
  return short.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
