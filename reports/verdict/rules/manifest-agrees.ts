import type { RunFileDeclaration } from '../../../core/run-folder/files/declaration.ts';
import { runFiles } from '../../../core/run-folder/files/index.ts';
import type { Manifest } from '../../../core/run-folder/manifest/manifest.ts';
import { count, list, plural } from '../../words/figures.ts';
import { timesThatContradict } from '../manifest-times.ts';
import type { Rule } from '../judged-run.ts';

/**
 * What run.json says twice must agree, or one of the two was changed since the run wrote it. Of runs that did not end in
 * order too little stands there to compare; they cannot pass anyway.
 */
export const manifestAgrees: Rule = ({ evidence: { manifest } }) => {
  if (manifest.endedAt === undefined || manifest.endedEarly !== undefined) return [];
  const contradictions = [
    ...exitStatus(manifest),
    ...timesThatContradict(manifest),
    ...load(manifest),
    ...target(manifest),
    ...filesOfOthers(manifest),
  ];
  return contradictions.map((said) => ({
    severity: 'inconclusive',
    summary: `${runFiles.manifest.name} contradicts itself: ${said}.`,
  }));
};

function exitStatus({ engine, unwatched }: Manifest): string[] {
  const { name, end, exitStatus: status } = engine;
  // Nobody saw the end of a process that others ran.
  if (unwatched === true || end === undefined || (end.kind === 'completed') === (status === 0))
    return [];
  const exited = typeof status === 'number' ? `exit status ${status}` : 'no exit status';
  return [`${name} ended as "${end.kind}", but has ${exited}`];
}

function load({ model, plan, visitorsAsked, phases }: Manifest): string[] {
  const ours = model !== 'foreign';
  const most = Math.max(...phases.map(({ visitors = 0 }) => visitors));
  const grown = phases.filter(
    ({ kind, visitors }, index) =>
      kind === 'hold' &&
      phases[index - 1]?.kind === 'ramp' &&
      phases[index - 1]?.visitors !== visitors,
  );
  return [
    ...grown.map(({ name }) => `${name} holds other visitors than its ramp brought`),
    ...(ours === (plan !== undefined)
      ? []
      : [`its model is "${model}", but its load was ${ours ? 'not ' : ''}planned`]),
    ...(model !== 'closed' || most === visitorsAsked
      ? []
      : [`it asks for ${plural(visitorsAsked, 'visitor')}, but its phases for ${count(most)}`]),
  ];
}

function target({ target: { hosts } }: Manifest): string[] {
  return hosts?.length === 0 ? ['it has a target, but names none of its hosts'] : [];
}

/** These judge a run wherever they are. */
const judgedAnyway: ReadonlySet<string> = new Set([
  runFiles.objectives.name,
  runFiles.scriptSummary.name,
]);

/** Files that such a run would not have written. */
function filesOfOthers(manifest: Manifest): string[] {
  const others = Object.values<RunFileDeclaration>(runFiles)
    .filter(({ expected }) => expected !== undefined && expected(manifest) === undefined)
    .filter(({ name }) => !judgedAnyway.has(name) && (manifest.files?.[name] ?? 0) > 0)
    .map(({ name }) => name);
  if (others.length === 0) return [];
  return [`it wrote ${list(others, others.length)}, which a run like it does not`];
}
