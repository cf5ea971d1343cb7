/** Room that is kept for each request, bytes: about what a framework holds of one. */
const room = 64 * 1024;

/** The flaw `kept-requests`: a list that only grows, as of listeners that nobody takes away. */
export function keepRequests(): (url: string) => void {
  const kept: Buffer[] = [];
  return (url) => {
    kept.push(Buffer.alloc(room, url));
  };
}
