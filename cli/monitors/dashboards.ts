import type { Context } from '../../core/context.ts';
import { overviewDashboard } from '../../monitors/dashboards/builders/overview.ts';
import {
  renderers,
  type DashboardFormat,
  type DashboardRenderer,
} from '../../monitors/dashboards/renderers/index.ts';
import type { Dashboard } from '../../monitors/definitions/dashboard.ts';
import {
  ofKind,
  type DefinitionSet,
  type Environment,
} from '../../monitors/definitions/definition.ts';
import type { ExportedFile } from '../../monitors/formats/exported.ts';
import { loadDefinitions } from '../../monitors/load/load.ts';
import { writeJson, writeLines } from '../terminal/output.ts';
import { tableLines } from '../terminal/table.ts';
import { writeNewFiles } from './new-files.ts';
import { tellNotes } from './definitions/read-notes.ts';
import { type ReadFlags, readOptions } from './definitions/read-options.ts';

export interface DashboardsFlags extends ReadFlags {
  readonly format: DashboardFormat;
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
  ...paths: string[]
): Promise<void> {
  const set = await loadDefinitions(this, paths, await readOptions(this, flags));
  const renderer = await renderers[flags.format]();
  const all = dashboardsOf(set).map((one) => rendered(one, renderer, set.environment));
  const files =
    flags.out === undefined
      ? []
      : await writeNewFiles(this, flags.out, all.map(fileOf), flags.force);
  tellNotes(this, set);
  if (flags.json)
    return writeJson(this, {
      format: flags.format,
      dashboards: all.map(({ name, title, widgets, content }, index) => ({
        name,
        title,
        widgets,
        ...(files[index] === undefined ? { content } : { file: files[index] }),
      })),
    });
  writeLines(this, listOf(all, files));
}

function listOf(rendered: readonly Rendered[], files: readonly string[]): string[] {
  if (rendered.length === 0)
    return ['Nothing to show: no dashboard, alarm or metric filter is defined.'];
  return tableLines(
    rendered.map(({ name, title, widgets }, index) => [
      files[index] ?? name,
      title,
      widgets === undefined ? 'raw body' : `${widgets} ${widgets === 1 ? 'widget' : 'widgets'}`,
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

function rendered(
  dashboard: Dashboard,
  renderer: DashboardRenderer,
  { region, accountId }: Environment,
): Rendered {
  const { name, title, widgets, body } = dashboard;
  const home = { ...dashboard, region: dashboard.region ?? region };
  const content = renderer(home, home.region, accountId);
  return { name, title, content, ...(body === undefined ? { widgets: widgets.length } : {}) };
}

/** A name that was read from elsewhere may hold anything, a path among others. */
function fileOf({ name, content }: Rendered): ExportedFile {
  return {
    name: `${name.replaceAll(/[^\w.-]/g, '_')}.json`,
    text: `${JSON.stringify(content, undefined, 2)}\n`,
  };
}
