/** A record, or what could not be one. */
export interface PlainRecord {
  readonly raw: string;
  /** Line on which it begins, from 1. */
  readonly line: number;
  /** Whether its end is there, is missing, or is further away than a record may be long. */
  readonly end: 'there' | 'none' | 'too far';
}

/** The records of a file, character by character; ends of line may be those of Windows. */
export function* plainRecords(file: Uint8Array, longest: number): Generator<PlainRecord> {
  const text = Buffer.from(file).toString('latin1');
  let line = 1;
  for (let start = 0; start < text.length;) {
    const end = endOf(text, start);
    if ((end === -1 ? text.length : end) - start > longest) {
      yield { raw: '', line, end: 'too far' };
      const lineEnd = text.indexOf('\n', start);
      start = lineEnd === -1 ? text.length : lineEnd + 1;
      line += 1;
    } else if (end === -1) {
      yield { raw: '', line, end: 'none' };
      return;
    } else {
      yield { raw: text.slice(start, end).replace(/\r$/, ''), line, end: 'there' };
      line += text.slice(start, end + 1).split('\n').length - 1;
      start = end + 1;
    }
  }
}

function endOf(text: string, start: number): number {
  let within = false;
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === '\n' && !within) return at;
    if (text[at] !== '"') continue;
    if (within && text[at + 1] === '"') at += 1;
    else if (within) within = false;
    else within = at === start || text[at - 1] === ',';
  }
  return -1;
}

export function plainFields(record: string): string[] {
  const fields = [''];
  let within = false;
  for (let at = 0; at < record.length; at += 1) {
    const character = record[at] ?? '';
    const begins = at === 0 || (record[at - 1] === ',' && fields.at(-1) === '');
    if (within && record.startsWith('""', at)) {
      at += 1;
      add(fields, '"');
    } else if (within && character === '"') within = false;
    else if (!within && character === '"' && begins) within = true;
    else if (!within && character === ',') fields.push('');
    else add(fields, character);
  }
  return fields;
}

function add(fields: string[], character: string): void {
  fields.push(`${fields.pop() ?? ''}${character}`);
}
