/** What a module exports, by name. */
export type Exports = Readonly<Record<string, unknown>>;
export type Exported = (...numbers: number[]) => number;

/** @throws TypeError when there is no such function */
export function functionIn(exports: Exports, name: string): Exported {
  const exported = exports[name];
  if (!isFunction(exported)) throw new TypeError(`The WebAssembly module has no function ${name}.`);
  return exported;
}

function isFunction(exported: unknown): exported is Exported {
  return typeof exported === 'function';
}

/** @throws TypeError when it exports none */
export function memoryIn({ memory }: Exports): WebAssembly.Memory {
  if (!(memory instanceof WebAssembly.Memory))
    throw new TypeError('The WebAssembly module has no memory.');
  return memory;
}
