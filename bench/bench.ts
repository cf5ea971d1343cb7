/** A benchmark: takes its command-line arguments and prints what it measured, against a peer wherever there is one. */
export type Bench = (args: readonly string[], print: (line: string) => void) => Promise<void>;
