import { type Change, changeBetween, whole } from './change.ts';
import type { Picture, Source } from './picture.ts';

/** Who looks on: a page. */
export interface Viewer {
  /** @param id names what the viewer has seen once it has this; @returns whether it can take more at once */
  readonly take: (id: string, change: Change) => boolean;
  readonly fail: (message: string) => void;
}

/** One picture for all viewers: whatever is watched is looked at once, however many pages are open. */
export interface Hub {
  /**
   * Shows it to a viewer, from where it was when it last saw something (the id of that), else from the start.
   * @returns how to stop
   */
  readonly join: (
    viewer: Viewer,
    seen?: string,
  ) => { readonly leave: () => void; readonly ready: () => void };
  readonly close: () => void;
}

/** Changes that a viewer who was away may catch up with. */
const mostKept = 120;
const shortestRestMs = 1000;
/** Rest after a look, as so many times the CPU time that it took: two percent of a core. */
const restPerCost = 50;

export interface HubOptions {
  readonly source: Source;
  /** CPU time of this process so far, milliseconds. */
  readonly cpuMs: () => number;
  /** Tells this server's ids from those of one before it. */
  readonly epoch: string;
}

export function openHub({ source, cpuMs, epoch }: HubOptions): Hub {
  const viewers = new Map<Viewer, { version: number | undefined; isBehind: boolean }>();
  const kept = new Map<number, Change>();
  let version = 0;
  let picture: Picture | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isLooking = false;
  let isClosed = false;

  const show = (viewer: Viewer): void => {
    const state = viewers.get(viewer);
    if (picture === undefined || state === undefined || state.isBehind) return;
    if (state.version === version) return;
    const missed = changesSince(kept, state.version, version) ?? [whole(picture)];
    state.version = version;
    for (const change of missed) {
      if (!viewer.take(`${epoch}-${version}`, change)) state.isBehind = true;
    }
  };
  const look = async (): Promise<void> => {
    const before = cpuMs();
    isLooking = true;
    try {
      const next = await source.look();
      const change = picture === undefined ? whole(next) : changeBetween(picture, next);
      picture = next;
      if (change !== undefined) {
        version += 1;
        kept.set(version, change);
        kept.delete(version - mostKept);
      }
      for (const viewer of viewers.keys()) show(viewer);
    } catch (error) {
      for (const viewer of viewers.keys())
        viewer.fail(String(error instanceof Error ? error.message : error));
    }
    isLooking = false;
    plan(Math.max(shortestRestMs, restPerCost * (cpuMs() - before)));
  };
  // Nobody looks on: nothing is looked at.
  const plan = (ms: number): void => {
    clearTimeout(timer);
    if (viewers.size > 0 && !isLooking && !isClosed) timer = setTimeout(() => void look(), ms);
  };
  return {
    join: (viewer, seen) => {
      const [from, number] = seen?.split('-') ?? [];
      const known = from === epoch ? Number(number) : undefined;
      viewers.set(viewer, { version: known, isBehind: false });
      show(viewer);
      if (viewers.size === 1) plan(0);
      return {
        leave: () => {
          viewers.delete(viewer);
          if (viewers.size === 0) clearTimeout(timer);
        },
        ready: () => {
          const state = viewers.get(viewer);
          if (state !== undefined) state.isBehind = false;
          show(viewer);
        },
      };
    },
    close: () => {
      isClosed = true;
      clearTimeout(timer);
    },
  };
}

/** The changes after one version up to another; undefined where some are not kept any more. */
function changesSince(
  kept: ReadonlyMap<number, Change>,
  from: number | undefined,
  to: number,
): Change[] | undefined {
  if (from === undefined || from > to) return undefined;
  const changes: Change[] = [];
  for (let version = from + 1; version <= to; version += 1) {
    const change = kept.get(version);
    if (change === undefined) return undefined;
    changes.push(change);
  }
  return changes;
}
