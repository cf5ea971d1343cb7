/** What a command came to: its exit status, or that nobody knows, as when it was cut short. */
export type ExitStatus = number | 'unknown';

/** A command that ends with a mark of its own: ECS runs it in a terminal and tells no exit status. */
export function marked(command: string, nonce: string): string {
  // In a shell of its own, so that its own exit ends only that.
  const script = `(${command}\n)\nprintf "\\nMARK-%s-%d\\n" ${nonce} $?`;
  return `sh -c ${quoted(script)}`;
}

/** One word is a line for the shell; several are a program and its arguments. */
export function commandLine(words: readonly string[]): string {
  const [line] = words;
  return words.length === 1 && line !== undefined ? line : words.map(quoted).join(' ');
}

/** A word that a shell takes as it is. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

export interface MarkedOutput {
  /** Takes what came, and gives what is surely output. */
  readonly take: (bytes: Buffer) => Buffer;
  /** Gives what was held back, once nothing comes any more. */
  readonly rest: () => Buffer;
  readonly status: () => ExitStatus;
}

const none = Buffer.alloc(0);

/** Finds the mark in a command's output, wherever its pieces break, and takes it out with its line end before it. */
export function openMarkedOutput(nonce: string): MarkedOutput {
  // A terminal makes each line end two characters, before and after the mark.
  const mark = new RegExp(String.raw`(?:\r\nMARK-${nonce}-(\d+)\r\n|\nMARK-${nonce}-(\d+)\n)`);
  // Bytes as characters, one each, so that no character of the output can be broken.
  let held = '';
  let status: ExitStatus = 'unknown';
  const longest = `\r\nMARK-${nonce}-255\r\n`.length;
  return {
    take: (bytes) => {
      held += bytes.toString('latin1');
      let out = '';
      for (let found = mark.exec(held); found !== null; found = mark.exec(held)) {
        status = Number(found[1] ?? found[2]);
        out += held.slice(0, found.index);
        held = held.slice(found.index + found[0].length);
      }
      const sure = Math.max(0, held.length - longest);
      out += held.slice(0, sure);
      held = held.slice(sure);
      return Buffer.from(out, 'latin1');
    },
    rest: () => {
      const last = held === '' ? none : Buffer.from(held, 'latin1');
      held = '';
      return last;
    },
    status: () => status,
  };
}
