import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

const frame = /\(?((?:file:\/\/|\/|node:)[^\s()]+):(\d+):\d+\)?$/;

/** Where an error was made: its file and line, as far as the stack tells. */
export function placeOf(error: Error): { file: string; line: number } {
  for (const text of error.stack?.split('\n') ?? []) {
    const [, file, line] = frame.exec(text.trim()) ?? [];
    if (file !== undefined) {
      return { file: file.startsWith('file:') ? fileURLToPath(file) : file, line: Number(line) };
    }
  }
  return { file: 'unknown', line: 0 };
}

function classOf(error: Error): string {
  return error.name === 'Error' ? error.constructor.name : error.name;
}

/** Drivers give a number (`errno`) or a word (`code`); PHP exceptions always have a code, 0 if none. */
function codeOf(error: Error): number | string {
  if ('errno' in error && typeof error.errno === 'number') return error.errno;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return 0;
}

/** The message Symfony's error listener logs for an exception nobody caught, without the word PHP: this is not PHP. */
export function uncaughtMessage(error: Error): string {
  const { file, line } = placeOf(error);
  return `Uncaught Exception ${classOf(error)}: "${error.message}" at ${basename(file)} line ${line}`;
}

/** An exception inside the context of a line: `[object] (Name(code: 0): message at file:line)`. */
export function exceptionInLine(error: Error): string {
  const { file, line } = placeOf(error);
  const own = `${classOf(error)}(code: ${codeOf(error)}): ${error.message} at ${file}:${line}`;
  const cause = error.cause instanceof Error ? `\n[previous ${exceptionInLine(error.cause)}]` : '';
  return `[object] (${own})${cause}`;
}

/** An exception inside the context of a JSON record. */
export function exceptionInJson(error: Error): Record<string, unknown> {
  const { file, line } = placeOf(error);
  return {
    class: classOf(error),
    message: error.message,
    code: codeOf(error),
    file: `${file}:${line}`,
    ...(error.cause instanceof Error ? { previous: exceptionInJson(error.cause) } : {}),
  };
}
