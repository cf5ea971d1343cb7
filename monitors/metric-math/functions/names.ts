import { functions } from './table.ts';

/** All functions of metric math. */
export const functionNames: ReadonlySet<string> = new Set(functions.keys());

/** Words that are arguments of functions. */
export const keywords: ReadonlySet<string> = new Set(
  [...functions.values()].flatMap(({ overloads }) =>
    overloads.flatMap(({ parameters, optional = [] }) =>
      [...parameters, ...optional].flatMap((parameter) =>
        parameter.kind === 'keyword' ? parameter.names : [],
      ),
    ),
  ),
);
