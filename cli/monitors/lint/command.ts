import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { styleText } from 'node:util';
import packageJson from '../../../package.json' with { type: 'json' };
import type { Context } from '../../../core/context.ts';
import { BilanciaError, knownError } from '../../../core/errors.ts';
import type { DefinitionSet } from '../../../monitors/definitions/definition.ts';
import type { LintSettings } from '../../../monitors/definitions/lint-settings.ts';
import type { LintFinding, Severity } from '../../../monitors/lint/rule/finding.ts';
import { lintContext } from '../../../monitors/lint/rule/context.ts';
import { costOf } from '../../../monitors/lint/cost/cost.ts';
import { byPlace } from '../../../monitors/lint/findings.ts';
import { lint, lintOnline, ruleNamed, type LintOptions } from '../../../monitors/lint/lint.ts';
import { type LintFormat, reporters } from '../../../monitors/lint/reporters/index.ts';
import { isAtLeast } from '../../../monitors/lint/reporters/report.ts';
import { pageOf, type Rule } from '../../../monitors/lint/rule/rule.ts';
import { rules as allRules } from '../../../monitors/lint/rules/index.ts';
import { defaultFile, loadDefinitions } from '../../../monitors/load/load.ts';
import { writeJson, writeLines } from '../../terminal/output.ts';
import { tableLines } from '../../terminal/table.ts';
import { tellNotes } from '../definitions/read-notes.ts';
import { aboutChanges } from './changed.ts';
import { readSettings } from './settings.ts';
import { terminalWidth } from '../terminal-width.ts';
import { type ReadFlags, readOptions } from '../definitions/read-options.ts';

export interface LintFlags extends ReadFlags {
  readonly format: LintFormat;
  readonly minSeverity: Severity;
  readonly failOn: Severity;
  readonly rule?: readonly string[];
  readonly disable?: readonly string[];
  readonly settings?: string;
  readonly changedSince?: string;
  readonly budget?: number;
  readonly online: boolean;
  readonly profile?: string;
  readonly endpointUrl?: string;
  readonly list: boolean;
  readonly json: boolean;
}

/** `bilancia monitors lint`: prints what is wrong with definitions. */
export async function lintCommand(
  this: Context,
  flags: LintFlags,
  ...files: string[]
): Promise<void> {
  if (flags.list) {
    listRules(this, flags.json || flags.format === 'json');
    return;
  }
  const rules = rulesOf(flags);
  const loaded = await loadDefinitions(this, files, await readOptions(this, flags));
  const set =
    flags.settings === undefined ? loaded : told(loaded, await readSettings(this, flags.settings));
  const options: LintOptions = {
    rules,
    disabled: flags.disable ?? [],
    read: (path) => textOf(resolve(this.workingDirectory, path)),
    ...(flags.region === undefined ? {} : { region: flags.region }),
    ...(flags.budget === undefined ? {} : { budget: { dollarsPerMonth: flags.budget } }),
  };
  const { found, failure } = flags.online
    ? await askAccount(set, flags, options)
    : { found: [], failure: undefined };
  const all = [...lint(set, options), ...found].toSorted(byPlace);
  const findings =
    flags.changedSince === undefined ? all : await aboutChanges(this, flags.changedSince, set, all);
  await print(this, flags, { file: files.join(' ') || defaultFile, set, findings, rules });
  this.process.exitCode = findings.some(({ severity }) => isAtLeast(severity, flags.failOn))
    ? 1
    : 0;
  if (failure === undefined) return;
  // What was found without the account is told all the same.
  this.process.stderr.write(
    `The rules that query the account were not checked. ${failure.message}\n`,
  );
  this.process.exitCode = failure.exitStatus;
}

/** The definitions with what a file tells the linter, which has the last word. */
function told(set: DefinitionSet, settings: LintSettings): DefinitionSet {
  const disable = [...(set.lint?.disable ?? []), ...(settings.disable ?? [])];
  const severity = { ...set.lint?.severity, ...settings.severity };
  return { ...set, lint: { ...set.lint, ...settings, disable, severity } };
}

function rulesOf({ rule: names, online }: LintFlags): readonly Rule[] {
  if (names === undefined) return allRules;
  const rules = names.map(ruleNamed);
  const idle = rules.find((rule) => rule.online === true && !online);
  if (idle === undefined) return rules;
  const expected = 'a rule that does not query the account, unless --online is given';
  throw knownError('bad-value', { what: '--rule', given: idle.name, expected });
}

interface Linted {
  readonly file: string;
  readonly set: DefinitionSet;
  readonly findings: readonly LintFinding[];
  readonly rules: readonly Rule[];
}

async function print(
  context: Context,
  flags: LintFlags,
  { file, set, findings, rules }: Linted,
): Promise<void> {
  const { stdout } = context.process;
  const shown = findings.filter(({ severity }) => isAtLeast(severity, flags.minSeverity));
  const report = {
    file,
    definitions: set.definitions.length,
    findings: shown,
    hidden: findings.length - shown.length,
    rules,
    cost: costOf(lintContext(set)),
    notes: set.notes ?? [],
    version: packageJson.version,
  };
  const format = flags.json ? 'json' : flags.format;
  if (format !== 'json') tellNotes(context, set);
  const reporter = await reporters[format]();
  stdout.write(
    reporter(report, {
      width: terminalWidth(context),
      paint: (color, text) => styleText(color, text, { stream: stdout }),
    }),
  );
}

/** The AWS SDK is loaded only when it is needed: it takes longer than all the rest. */
async function askAccount(
  set: DefinitionSet,
  { profile, endpointUrl }: LintFlags,
  options: LintOptions,
): Promise<{
  readonly found: readonly LintFinding[];
  readonly failure: BilanciaError | undefined;
}> {
  const { connect } = await import('../../../monitors/aws/clients.ts');
  const { accountView } = await import('../../../monitors/lint/online/account.ts');
  const connections = connect({
    ...(profile === undefined ? {} : { profile }),
    ...(endpointUrl === undefined ? {} : { endpointUrl }),
  });
  try {
    return { found: await lintOnline(set, accountView(connections), options), failure: undefined };
  } catch (thrown) {
    if (!(thrown instanceof BilanciaError) || !thrown.code.startsWith('aws-')) throw thrown;
    return { found: [], failure: thrown };
  } finally {
    connections.close();
  }
}

function listRules(context: Context, json: boolean): void {
  const rows = allRules.map((rule) => ({
    name: rule.name,
    severity: rule.severity,
    online: rule.online === true,
    summary: rule.summary,
    page: pageOf(rule),
    source: rule.source,
  }));
  if (json) writeJson(context, { schemaVersion: 1, rules: rows });
  else
    writeLines(
      context,
      tableLines(
        rows.map(({ name, severity, online, summary }) => [
          name,
          severity,
          online ? 'online' : '',
          summary,
        ]),
      ),
    );
}

/** The text of a file; a file that cannot be read gives no lines, and is no reason to lint nothing. */
function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown) return undefined;
    throw thrown;
  }
}
