import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Context } from '../../core/context.ts';
import { hasCode, knownError, reasonOf } from '../../core/errors.ts';
import { overviewDashboard } from '../../monitors/dashboards/builders/overview.ts';
import { dashboardBody } from '../../monitors/dashboards/cloudwatch/body.ts';
import { grafanaDashboard } from '../../monitors/dashboards/grafana/dashboard.ts';
import type { Dashboard } from '../../monitors/definitions/dashboard.ts';
import {
  ofKind,
  type DefinitionSet,
  type Environment,
} from '../../monitors/definitions/definition.ts';
import { loadDefinitions } from '../../monitors/load/load.ts';
import { writeJson, writeLines } from '../terminal/output.ts';
import { tableLines } from '../terminal/table.ts';
import { tellNotes } from './definitions/read-notes.ts';
import { type PlaceFlags, whereDeployed } from './definitions/where-deployed.ts';

export interface DashboardsFlags extends PlaceFlags {
  readonly format: 'cloudwatch' | 'grafana';
  readonly out?: string;
  readonly force: boolean;
  readonly json: boolean;
}

interface Rendered {
  readonly name: string;
  readonly title: string;
  /** Undefined for a body that was read from elsewhere. */
  readonly widgets?: number;
  readonly content: object;
}

/** `bilancia monitors dashboards`: the dashboards of definitions, written as files or told. */
export async function dashboardsCommand(
  this: Context,
  flags: DashboardsFlags,
  path?: string,
): Promise<void> {
  const set = await loadDefinitions(this, path, whereDeployed(flags));
  const rendered = dashboardsOf(set).map((dashboard) =>
    render(dashboard, flags.format, set.environment),
  );
  const files =
    flags.out === undefined ? [] : await writeFiles(this, flags.out, flags.force, rendered);
  tellNotes(this, set);
  if (flags.json)
    return writeJson(this, {
      format: flags.format,
      dashboards: rendered.map(({ name, title, widgets, content }, index) => ({
        name,
        title,
        widgets,
        ...(files[index] === undefined ? { content } : { file: files[index] }),
      })),
    });
  writeLines(this, listOf(rendered, files));
}

function listOf(rendered: readonly Rendered[], files: readonly string[]): string[] {
  if (rendered.length === 0)
    return ['Nothing to show: there is no dashboard, no alarm and no metric filter.'];
  return tableLines(
    rendered.map(({ name, title, widgets }, index) => [
      files[index] ?? name,
      title,
      widgets === undefined
        ? 'a body of its own'
        : `${widgets} ${widgets === 1 ? 'widget' : 'widgets'}`,
    ]),
  );
}

/** Those that are defined, and the overview unless it is empty, or one of that name is defined. */
function dashboardsOf(set: DefinitionSet): Dashboard[] {
  const defined = ofKind(set.definitions, 'dashboard');
  const overview = overviewDashboard(set);
  const taken = defined.some(({ name }) => name === overview.name);
  return taken || overview.widgets.length === 0 ? defined : [...defined, overview];
}

function render(
  dashboard: Dashboard,
  format: DashboardsFlags['format'],
  { region, accountId }: Environment,
): Rendered {
  const { name, title, widgets, body } = dashboard;
  const home = { ...dashboard, region: dashboard.region ?? region };
  const content =
    format === 'grafana' ? grafanaDashboard(home) : dashboardBody(home, home.region, accountId);
  return { name, title, content, ...(body === undefined ? { widgets: widgets.length } : {}) };
}

async function writeFiles(
  context: Context,
  out: string,
  force: boolean,
  rendered: readonly Rendered[],
): Promise<string[]> {
  const folder = resolve(context.workingDirectory, out);
  const fail = (thrown: unknown): never => {
    const expected = hasCode(thrown, 'EEXIST')
      ? 'a folder without these files, or --force be given'
      : `a folder that can be written to (${reasonOf(thrown)})`;
    throw knownError('bad-value', { what: '--out', given: out, expected }, thrown);
  };
  await mkdir(folder, { recursive: true }).catch(fail);
  const written: string[] = [];
  for (const { name, content } of rendered) {
    const text = `${JSON.stringify(content, undefined, 2)}\n`;
    // A name that was read from elsewhere may hold anything, a path among others.
    const file = `${name.replaceAll(/[^\w.-]/g, '_')}.json`;
    await writeFile(join(folder, file), text, { flag: force ? 'w' : 'wx' }).catch(fail);
    written.push(join(out, file));
  }
  return written;
}
