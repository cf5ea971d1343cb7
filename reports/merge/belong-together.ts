import { knownError } from '../../core/errors.ts';
import type { Manifest } from '../../core/run-folder/manifest/manifest.ts';
import { phaseInterval } from './phases.ts';

/** A run folder that is to be merged. */
export interface Part {
  readonly folder: string;
  readonly manifest: Manifest;
}

/** Something that parts of one load have in common. */
const alike: readonly (readonly [what: string, of: (manifest: Manifest) => string])[] = [
  ['target', ({ target }) => `${target.name} (${target.endpoints.baseUrl})`],
  ['scenario', ({ scenario }) => scenario],
  ['load model', ({ model }) => model],
  ['engine', ({ engine }) => `${engine.name} ${engine.version}`],
  ['version of Bilancia', ({ bilanciaVersion }) => bilanciaVersion],
  ['revision', ({ gitRevision }) => gitRevision ?? 'unknown'],
  [
    'list of phases',
    ({ phases }) =>
      phases.map(({ name, kind, seconds }) => `${name} ${kind} ${seconds ?? 'open'}`).join(', '),
  ],
  ['number of parts', ({ part }) => String(part?.of ?? 'none')],
  ['plan', ({ part }) => part?.plan ?? 'none'],
  ['louder tenant', ({ louder }) => (louder ? `${louder.tenant}=${louder.times}` : 'none')],
];

/**
 * Checks that runs played parts of one load, at the same time.
 * @throws runs-do-not-belong-together naming the first two that do not, and why; bad-value for fewer than two
 */
export function checkBelongTogether(parts: readonly Part[]): void {
  const [first, ...others] = parts;
  // One generator may be all that a plan has.
  if (first === undefined || (others.length === 0 && first.manifest.part?.of !== 1))
    throw knownError('bad-value', {
      what: 'What is to be merged',
      given: first?.folder ?? '',
      expected: 'two run folders or more',
    });
  for (const [index, part] of others.entries()) {
    for (const [what, of] of alike) {
      const [ours, theirs] = [of(first.manifest), of(part.manifest)];
      if (ours !== theirs) throw apart(part, first, `the ${what} is ${theirs}, not ${ours}`);
    }
    for (const before of parts.slice(0, index + 1)) checkDistinct(part, before);
  }
  checkComplete(parts);
  checkOverlap(parts);
}

/** The same visitors twice would be one load with the figures of two. */
function checkDistinct(part: Part, before: Part): void {
  const [ours, theirs] = [part.manifest, before.manifest];
  if (ours.part !== undefined && ours.part.nth === theirs.part?.nth)
    throw apart(part, before, `both are part ${ours.part.nth} of ${ours.part.of}`);
  if (ours.id === theirs.id && ours.startedAt === theirs.startedAt)
    throw apart(part, before, `both are run ${ours.id}`);
  if (ours.part !== undefined && ours.seed !== theirs.seed)
    throw apart(part, before, `the seed is ${ours.seed}, not ${theirs.seed}`);
  if (ours.part === undefined && ours.model !== 'foreign' && ours.seed === theirs.seed)
    throw apart(part, before, `both played seed ${ours.seed}, which is the same visitors twice`);
}

/** A load of which a part is missing was a smaller one than planned, and its visitors are not those of the plan. */
function checkComplete(parts: readonly Part[]): void {
  const [first] = parts;
  const planned = first?.manifest.part;
  if (first === undefined || planned === undefined || parts.length === planned.of) return;
  const there = new Set(parts.map(({ manifest }) => manifest.part?.nth));
  const missing = Array.from({ length: planned.of }, (_, index) => index + 1).filter(
    (nth) => !there.has(nth),
  );
  const reason = `part ${missing.join(', ')} of ${planned.of} is missing`;
  throw apart(first, `the other ${parts.length - 1} of ${planned.plan}`, reason);
}

/** Runs that were not at work at the same time put no load on anything together. */
function checkOverlap(parts: readonly Part[]): void {
  const intervals = parts.map((part) => ({ part, ...phaseInterval(part.manifest) }));
  const latest = intervals.reduce((a, b) => (b.from > a.from ? b : a));
  const earliest = intervals.reduce((a, b) => (b.to < a.to ? b : a));
  if (latest.from < earliest.to) return;
  const reason = `its load began at ${iso(latest.from)}, when that of the other had ended at ${iso(earliest.to)}`;
  throw apart(latest.part, earliest.part, reason);
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}

function apart(part: Part, other: Part | string, reason: string): Error {
  const second = typeof other === 'string' ? other : other.folder;
  return knownError('runs-do-not-belong-together', { path: part.folder, other: second, reason });
}
