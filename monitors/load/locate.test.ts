import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { locateInCall } from './locate.ts';

describe('locateInCall', () => {
  const text = `usePack(pack /* ( */, {
    a: "b: 1, ( { [", // b: 2
    'quoted-key': [1, { b: (x, y) => ({ c: 1 }) }, ...rest],
    ...spread,
    nested: { deep: call({ b: 3 }), b: \`}\`, },
    short,
    b: 4 })`;

  it.each([
    [[], 'usePack('],
    [[0], 'pack /*'],
    [[1], '{\n'],
    [[1, 'a'], 'a: "b'],
    [[1, 'b'], 'b: 4'],
    [[1, 'quoted-key'], "'quoted-key'"],
    [[1, 'quoted-key', 1, 'b'], 'b: (x'],
    [[1, 'nested', 'b'], 'b: `'],
    [[1, 'short'], 'short,'],
    // What the text does not show is at what lacks it, or at the variable that holds it.
    [[1, 'missing'], '{\n'],
    [[1, 'nested', 'missing', 'more'], 'nested:'],
    [[1, 'short', 'inside'], 'short,'],
    [[2], 'usePack('],
  ])('finds %j', (path, expected) => {
    expect(text.slice(locateInCall(text, 0, path))).toMatch(
      new RegExp(`^${RegExp.escape(expected)}`),
    );
  });

  test.prop([
    fc.dictionary(fc.stringMatching(/^[a-z]\w{0,5}$/), fc.jsonValue({ maxDepth: 2 }), {
      minKeys: 1,
    }),
  ])('finds every key of any object', (object) => {
    const call = `call(${JSON.stringify(object)})`;
    for (const key of Object.keys(object)) {
      const found = call.slice(locateInCall(call, 0, [0, key]));
      expect(found.startsWith(`"${key}":${JSON.stringify(object[key])}`)).toBe(true);
    }
  });

  test.prop([fc.string(), fc.nat(40), fc.array(fc.oneof(fc.nat(3), fc.string()))])(
    'gives a place within any text',
    (source, call, path) => {
      const at = locateInCall(source, call, path);
      expect(at).toBeGreaterThanOrEqual(Math.min(call, source.length));
      expect(at).toBeLessThanOrEqual(Math.max(call, source.length));
    },
  );
});
