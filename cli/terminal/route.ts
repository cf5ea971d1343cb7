import type { Command, RouteMap } from '@stricli/core';
import type { Context } from '../../core/context.ts';

/** What a word of a command line leads to. */
type RoutingTarget<C extends Context> = Command<C> | RouteMap<C>;

export type Routes = Readonly<Record<string, RoutingTarget<Context>>>;

/** How far the words of a command line name a group or a command. */
export interface Route {
  /** The words that do, e.g. `['monitors', 'match']`. */
  readonly path: readonly string[];
  /** Absent while the words end in a group that does nothing by itself. */
  readonly command?: Command<Context>;
  /** What could follow, when they end in a group. */
  readonly known: readonly string[];
}

export function isGroup(target: RoutingTarget<Context>): target is RouteMap<Context> {
  return 'getAllEntries' in target;
}

/** Names and targets of a group, in the order of its help. */
export function routesOf(group: RouteMap<Context>): Routes {
  return Object.fromEntries(
    group.getAllEntries().map(({ name, target }) => [name.original, target]),
  );
}

/** Follows `words` from `routes` down as far as they go. */
export function followRoute(words: readonly string[], routes: Routes): Route {
  const [word = ''] = words;
  const target = Object.hasOwn(routes, word) ? routes[word] : undefined;
  if (target === undefined) return { path: [], known: Object.keys(routes) };
  if (!isGroup(target)) return { path: [word], command: target, known: [] };
  const below = followRoute(words.slice(1), routesOf(target));
  const command =
    below.command ?? (below.path.length === 0 ? target.getDefaultCommand() : undefined);
  return {
    path: [word, ...below.path],
    known: below.known,
    ...(command === undefined ? {} : { command }),
  };
}

/** The path of every command, groups opened. */
export function commandPaths(routes: Routes): string[][] {
  return Object.entries(routes).flatMap(([name, target]) =>
    isGroup(target) ? commandPaths(routesOf(target)).map((path) => [name, ...path]) : [[name]],
  );
}
