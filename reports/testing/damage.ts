import { readFile, rm, writeFile } from 'node:fs/promises';

const newline = 10;

/** Ways in which a file can lose what was written into it, each by the path of a file of some length. */
export const damages: Readonly<Record<string, (path: string) => Promise<void>>> = {
  removed: (path) => rm(path),
  emptied: (path) => writeFile(path, ''),
  'cut to half': (path) => change(path, (bytes) => bytes.subarray(0, bytes.length >> 1)),
  'cut to half, after a whole line': (path) =>
    change(path, (bytes) => bytes.subarray(0, lineEndAfter(bytes, bytes.length >> 2))),
  'cut in the middle of its last line': (path) =>
    change(path, (bytes) => bytes.subarray(0, bytes.length - 3)),
  'without its first half': (path) => change(path, (bytes) => bytes.subarray(bytes.length >> 1)),
  'without its first half, from a whole line on': (path) =>
    change(path, (bytes) => bytes.subarray(lineEndAfter(bytes, bytes.length >> 1))),
};

async function change(path: string, changed: (bytes: Buffer) => Buffer): Promise<void> {
  await writeFile(path, changed(await readFile(path)));
}

/** Where the first line ends that reaches beyond a place; that place where there is none. */
function lineEndAfter(bytes: Buffer, place: number): number {
  const end = bytes.indexOf(newline, place);
  return end < 0 || end === bytes.length - 1 ? place : end + 1;
}
