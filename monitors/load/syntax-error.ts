import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Location } from '../../core/source/location.ts';

/**
 * Where a syntax error is. Node puts `file:line`, the lines around and carets above the stack of errors in TypeScript and
 * in imports; of those in plain modules it does not tell even the file, which is then taken to be `main`.
 */
export async function syntaxErrorIn(
  error: SyntaxError,
  main: string,
): Promise<Location | undefined> {
  return headOf(error.stack ?? '') ?? (await parsedAgain(main));
}

function headOf(stack: string): Location | undefined {
  const [, file = '', line] = /^((?:file:|\/|[A-Za-z]:\\).*):(\d+)\n/.exec(stack) ?? [];
  if (line === undefined) return undefined;
  const [snippet = ''] = stack.split(/\n\n(?=\w*Error)/);
  const carets = snippet.split('\n').find((each) => /^ *\^+$/.test(each));
  return {
    file: file.startsWith('file:') ? fileURLToPath(file) : file,
    line: Number(line),
    column: (carets ?? '').lastIndexOf(' ') + 2,
  };
}

/** Another parser says where Node's does not. */
async function parsedAgain(file: string): Promise<Location | undefined> {
  const { transform } = await import('esbuild');
  const source = await readFile(file, 'utf8');
  const { data } = failureSchema.safeParse(
    await transform(source, { loader: 'ts', logLevel: 'silent' }).then(
      () => undefined,
      (failure: unknown) => failure,
    ),
  );
  const [first] = data?.errors ?? [];
  return first === undefined
    ? undefined
    : { file, line: first.location.line, column: first.location.column + 1 };
}

const failureSchema = z.object({
  errors: z.array(z.object({ location: z.object({ line: z.number(), column: z.number() }) })),
});
