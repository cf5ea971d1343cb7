/** All that an iterable gives. As `Array.fromAsync`, which Node.js has from 22 on and our libraries run on 20. */
export async function collected<T>(source: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const one of source) all.push(one);
  return all;
}
