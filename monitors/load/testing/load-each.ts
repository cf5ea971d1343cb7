import { reasonOf } from '../../../core/errors.ts';
import { loadDefinitions } from '../load.ts';

/**
 * Loads files as the command line does, in Node itself and not in the module runner of the tests: sends its parent, by file,
 * what it defines, or the code and message of the error. Arguments: the working directory, and the files.
 */
const [workingDirectory = '.', ...files] = process.argv.slice(2);
const outcomes: Record<string, unknown> = {};
for (const file of files) {
  outcomes[file] = await loadDefinitions({ workingDirectory }, file).then(
    ({ definitions }) => ({
      definitions: definitions.map(({ kind, name, origin }) => ({ kind, name, origin })),
    }),
    (error: unknown) => ({
      code: error instanceof Error && 'code' in error ? error.code : 'defect',
      message: reasonOf(error),
    }),
  );
}
process.send?.(outcomes);
