import { readFileSync } from 'node:fs';
import { functionIn, memoryIn } from '../../../../core/webassembly/exports.ts';
import type { LiteralTable } from '../../search-plan/literal-table.ts';
import * as layout from './layout.ts';

/** The WebAssembly module that finds matching lines sixteen bytes at a time. */
export interface LineScan {
  /** Where lines are put that are to be searched. */
  readonly input: Uint8Array;
  /** What lines are searched for from now on. */
  readonly prepare: (table: LiteralTable) => void;
  /** Searches `input[0, to)`; returns where the first line begins that was not searched: it has no line feed, or no room. */
  readonly search: (to: number) => number;
  /** Of the last search. */
  readonly found: () => number;
  readonly start: (index: number) => number;
  readonly end: (index: number) => number;
}

let instance: LineScan | undefined;

/** Made when it is first asked for; there is one, as a search is over before the next one begins. */
export function lineScan(): LineScan {
  instance ??= createLineScan();
  return instance;
}

function createLineScan(): LineScan {
  const module = new WebAssembly.Module(readFileSync(new URL('scan.wasm', import.meta.url)));
  const { exports } = new WebAssembly.Instance(module);
  const { buffer } = memoryIn(exports);
  const search = functionIn(exports, 'search');
  const words = new Uint32Array(buffer);
  return {
    input: new Uint8Array(buffer, layout.input, layout.inputRoom),
    prepare: ({ literals, truthTable, required }) => {
      words[layout.literalCount / 4] = literals.length;
      words[layout.truthTable / 4] = truthTable;
      words[layout.required / 4] = required;
      for (const [index, literal] of literals.entries()) {
        const at = layout.literals + index * layout.literalSize;
        words[at / 4] = literal.length;
        new Uint8Array(buffer, at + 4).set(literal);
      }
    },
    search: (to) => search(layout.input, layout.input + to) - layout.input,
    found: () => words[layout.linesFound / 4] ?? 0,
    start: (index) => (words[layout.results / 4 + 2 * index] ?? 0) - layout.input,
    end: (index) => (words[layout.results / 4 + 2 * index + 1] ?? 0) - layout.input,
  };
}
