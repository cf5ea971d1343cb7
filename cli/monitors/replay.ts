import { hasCode } from '../../core/errors.ts';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { styleText } from 'node:util';
import type { Context } from '../../core/context.ts';
import type { ReadFlags } from './definitions/read-options.ts';
import { readOptions } from './definitions/read-options.ts';
import { loadDefinitions } from '../../monitors/load/load.ts';
import { replayJson } from '../../monitors/replay/json.ts';
import type { LogGroupOf } from '../../monitors/replay/log-groups.ts';
import { replay, replayExports } from '../../monitors/replay/replay.ts';
import { standardInput } from '../../monitors/source/read-file.ts';
import { replayText } from '../../monitors/replay/report.ts';
import type { StandIn } from '../../monitors/replay/stand-ins.ts';
import { writeJson, writeLines } from '../terminal/output.ts';
import { tableLines } from '../terminal/table.ts';
import { tellNotes } from './definitions/read-notes.ts';
import { terminalWidth } from './terminal-width.ts';

export interface ReplayFlags extends ReadFlags {
  readonly monitors?: string;
  readonly as?: readonly StandIn[];
  readonly logGroup?: readonly LogGroupOf[];
  readonly json: boolean;
}

/** `bilancia monitors replay`: plays a recorded run through definitions and prints which alarms would have fired. */
export async function replayCommand(
  this: Context,
  flags: ReplayFlags,
  ...paths: string[]
): Promise<void> {
  const set = await loadDefinitions(this, flags.monitors, await readOptions(this, flags));
  tellNotes(this, set);
  const [path = '', ...more] = paths;
  const logGroups = flags.logGroup ?? [];
  const files = paths.map((shownAs) => ({
    path: shownAs === standardInput.path ? shownAs : resolve(this.workingDirectory, shownAs),
    shownAs,
  }));
  const isExport = more.length > 0 || (await isFile(files[0]?.path ?? ''));
  const played = isExport
    ? await replayExports(files, set, { logGroups })
    : await replay(resolve(this.workingDirectory, path), set, {
        standIns: flags.as ?? [],
        logGroups,
      });
  if (flags.json) {
    writeJson(this, replayJson(played));
    return;
  }
  const { head, fired, picture, silent, unknown, notes } = replayText(played, terminalWidth(this));
  const { stdout } = this.process;
  const section = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : [styleText('bold', title, { stream: stdout }), ...lines, ''];
  writeLines(this, [
    head,
    '',
    ...section('Fired', fired.length > 1 ? tableLines(fired) : ['No alarm went to ALARM.']),
    ...section('When', picture),
    ...section(
      'Stayed silent',
      silent.map((name) => `  ${name}`),
    ),
    ...section('Could not be played', tableLines(unknown.map((row) => ['', ...row]))),
    ...section(
      'Notes',
      notes.map((note) => `  ${note}`),
    ),
  ]);
}

async function isFile(path: string): Promise<boolean> {
  if (path === standardInput.path) return true;
  try {
    return (await stat(path)).isFile();
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return false;
    throw error;
  }
}
