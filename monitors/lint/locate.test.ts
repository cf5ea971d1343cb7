import { describe, expect, it } from 'vitest';
import { locate } from './locate.ts';
import { alarm, filter } from './testing/samples.ts';

const origin = { file: 'bilancia.monitors.ts' };
const text = `const topic = 'pages';
export const definitions = [
  { kind: 'metric-filter', name: 'pms', logGroup: '/ecs/pms' },
  { kind: 'metric-alarm', name: 'pms' },
  { name: "quoted", kind: "metric-alarm" },
];
`;
const read = () => text;

describe('locate', () => {
  it('finds the line and column of a name', () => {
    expect(locate(alarm({ name: 'quoted', origin }), read)).toEqual({
      ...origin,
      line: 5,
      column: 11,
    });
  });
  it('takes the name that stands by its kind, when there are several', () => {
    expect(locate(filter({ name: 'pms', origin }), read)).toEqual({
      ...origin,
      line: 3,
      column: 34,
    });
    expect(locate(alarm({ name: 'pms', origin }), read)).toEqual({
      ...origin,
      line: 4,
      column: 33,
    });
  });
  it('leaves a place alone that the source knows', () => {
    const known = { ...origin, line: 1, column: 2 };
    expect(locate(alarm({ name: 'quoted', origin: known }), read)).toBe(known);
  });
  it('keeps the file when the name is not in it, or the file cannot be read', () => {
    expect(locate(alarm({ name: 'made-at-run-time', origin }), read)).toEqual(origin);
    expect(locate(alarm({ name: 'quoted', origin }), () => undefined)).toEqual(origin);
    expect(locate(alarm({ name: 'quoted', origin }))).toEqual(origin);
  });
  it('has no place for a definition without an origin', () => {
    expect(locate(alarm(), read)).toBeUndefined();
  });
});
