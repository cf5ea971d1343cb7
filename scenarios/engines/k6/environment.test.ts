import { expect, it } from 'vitest';
import { environmentForK6 } from './environment.ts';

const shell = {
  HOME: '/home/ann',
  MY_TOKEN: 'hush',
  BILANCIA_K6: '/opt/k6',
  K6_VUS: '5',
  K6_NO_THRESHOLDS: 'true',
  K6_OUT: 'json=x',
  K6_SUMMARY_EXPORT: undefined,
};

it("gives a script of the user's own the shell's variables, but for k6's outputs", () => {
  const { K6_OUT: _out, ...rest } = shell;
  expect(environmentForK6(shell, false)).toEqual({
    env: rest,
    note: 'K6_OUT is set, and not used: where the points, the log and the summary of k6 go is for Bilancia to say.',
  });
});

it('lets no variable of k6 change the load of a profile, and says so', () => {
  const { env, note } = environmentForK6(shell, true);
  expect(
    Object.keys(env).filter((name) => name.startsWith('K6_') && env[name] !== undefined),
  ).toEqual([]);
  expect(env['BILANCIA_K6']).toBe('/opt/k6');
  expect(note).toBe(
    'K6_NO_THRESHOLDS, K6_OUT, K6_VUS are set, and not used: a profile\'s load is its own, see the flags of "bilancia run --help".',
  );
});

it('has nothing to say where nothing is left out', () => {
  expect(environmentForK6({ HOME: '/home/ann' }, true)).toEqual({
    env: { HOME: '/home/ann' },
    note: undefined,
  });
});
