const quote = '"';
const doubledQuote = '""';

/**
 * The fields of the CSV record `text.slice(start, end)`, unquoted, still one character a byte: for the few records that
 * have quotes, or come once, such as the header. What follows a closing quote, against the rules, belongs to the field.
 */
export function splitFields(text: string, start: number, end: number): string[] {
  const record = text.slice(start, end);
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    let field = '';
    if (record.startsWith(quote, at)) {
      const close = closingQuote(record, at + 1);
      field = record.slice(at + 1, close).replaceAll(doubledQuote, quote);
      at = close + 1;
    }
    const comma = record.indexOf(',', at);
    fields.push(field + record.slice(at, comma === -1 ? undefined : comma));
    if (comma === -1) return fields;
    at = comma + 1;
  }
}

function closingQuote(record: string, from: number): number {
  let at = record.indexOf(quote, from);
  while (at !== -1 && record.startsWith(doubledQuote, at)) at = record.indexOf(quote, at + 2);
  return at === -1 ? record.length : at;
}

/** A field's text: what was read one character a byte is UTF-8. */
export function fieldText(field: string): string {
  return Buffer.from(field, 'latin1').toString('utf8');
}
