const byteOrderMark = '\uFEFF';

/** Why a line is not one JSON object, in a sentence. */
export function whyNotAnObject(line: string): string {
  const start = line.trim();
  if (start === '') return 'the line is empty, not one JSON object';
  const reason = line.startsWith(byteOrderMark)
    ? 'it begins with a byte order mark, U+FEFF'
    : (syntaxErrorOf(line) ?? `it is ${kindOf(start)}`);
  return `the line is not one JSON object: ${reason}`;
}

function syntaxErrorOf(line: string): string | undefined {
  if (!/^[[{"\d-]/.test(line.trim())) return beginning(line);
  try {
    JSON.parse(line);
    return undefined;
  } catch (thrown) {
    if (!(thrown instanceof SyntaxError)) throw thrown;
    return line.trim().startsWith('{') ? thrown.message : beginning(line);
  }
}

function beginning(line: string): string | undefined {
  const start = line.trim();
  if (['null', 'true', 'false'].includes(start)) return undefined;
  return `it begins with ${JSON.stringify(String.fromCodePoint(start.codePointAt(0) ?? 0))}`;
}

function kindOf(json: string): string {
  if (json.startsWith('[')) return 'an array';
  return json.startsWith('"') ? 'a string' : json;
}
