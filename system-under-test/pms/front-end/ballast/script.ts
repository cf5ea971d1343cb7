import { between, seededRandom } from '../../../../core/seeded-random.ts';

/**
 * A script of `functions` small functions, the same for a seed: about 32 bytes each, and 10 of them compressed. A browser
 * must load, parse and run it as it must the frameworks, trackers and texts that real booking pages bring along.
 */
export function library(name: string, seed: number, functions: number): string {
  const random = seededRandom(seed);
  const number = (): number => between(random, 10_000, 99_999);
  const bodies = Array.from(
    { length: functions },
    () => `(a,b)=>(a*${number()}+b^${number()})%${number()}`,
  );
  // Run as it comes: a few of them, as libraries set up what they need.
  return `const parts=[${bodies.join(',\n')}];
let sum=0;
for(let n=0;n<parts.length;n+=8)sum=parts[n](sum,n);
(globalThis.libraries??=new Map()).set(${JSON.stringify(name)},sum);
`;
}
