const most = 200;

/** A text as an explanation shows it: in quotes, with what cannot be seen escaped, and the end of a long one left out. */
export function shownText(text: string): string {
  if (text.length <= most) return JSON.stringify(text);
  return `${JSON.stringify(text.slice(0, most))}... (${text.length} characters)`;
}
