// @module-tag needs/k6
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readManifest } from '../../../core/run-folder/read-manifest.ts';
import { runFile } from '../../../core/run-folder/path.ts';
import { type Verdict, verdictSchema } from '../../../reports/verdict/schema.ts';
import { bilancia } from '../../cli/run-command-line.ts';
import type { Ended } from '../../cli/run-command-line.ts';
import { filesIn, type Play } from './plain-k6.ts';
import { isListed, isOwn, outlineOf, type Seen } from './seen.ts';

/** What came of a script under `bilancia run`. */
export interface Played {
  readonly ended: Ended;
  /** undefined when it was refused. */
  readonly judged: { readonly seen: Seen; readonly verdict: Verdict } | undefined;
}

/** Plays a script as a user does, and reads what it came to where users do: verdict, printed text, files. */
export async function playByBilancia(play: Play, target: string): Promise<Played> {
  const { script, settings, environment, folder } = play;
  const out = join(folder, 'run');
  const given = Object.entries(settings).flatMap(([name, value]) => ['--env', `${name}=${value}`]);
  const args = ['run', script, '--target', target, '--out', out, ...given];
  const ended = await bilancia(args, environment, folder);
  const json = await readFile(runFile(out, 'verdict'), 'utf8').catch(() => undefined);
  if (json === undefined) return { ended, judged: undefined };
  const verdict = verdictSchema.parse(JSON.parse(json));
  const { engine } = await readManifest(out);
  return {
    ended,
    judged: {
      verdict,
      seen: {
        exitStatus: engine.exitStatus ?? null,
        ...seenInVerdict(verdict),
        console: (await readFile(runFile(out, 'console'), 'utf8'))
          .split('\n')
          .slice(0, -1)
          .toSorted(),
        output: outlineOf(ended.stdout.split(/^Verdict: /m)[0] ?? ''),
        files: await filesIn(folder, ['run']),
      },
    },
  };
}

function seenInVerdict({
  load,
  failures,
  script,
}: Verdict): Omit<Seen, 'exitStatus' | 'console' | 'output' | 'files'> {
  if (script === null) throw new Error('the verdict says nothing of the script');
  return {
    requests: load.requests,
    failed: load.failed,
    failures: failures.kinds
      .map(({ name, status, count }) => `${name}: ${status}: ${count}`)
      .toSorted(),
    thresholds: script.thresholds
      .map(
        ({ metric, condition, met }) =>
          `${metric} ${condition}: ${met === false ? 'crossed' : 'met'}`,
      )
      .toSorted(),
    checks: script.checks
      .map(({ name, group, passes, fails }) => `${group}::${name}: ${passes}, ${fails}`)
      .toSorted(),
    metrics: script.metrics
      .filter(({ name }) => isListed(name))
      .map(({ name, kind }) => `${name}: ${kind}`)
      .toSorted(),
    figures: Object.fromEntries(
      script.metrics
        .filter(({ name }) => isOwn(name))
        .map(({ name, kind, values }) => [
          name,
          Object.fromEntries(
            values.filter(([figure]) => !(kind === 'counter' && figure === 'rate')),
          ),
        ]),
    ),
    groups: script.groups.map(counted),
    scenarios: script.scenarios.map(counted),
  };
}

function counted({ name, count }: { readonly name: string; readonly count: number }): string {
  return `${name}: ${count}`;
}
