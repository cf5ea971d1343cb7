import { expect, it } from 'vitest';
import { hosts } from './addresses.ts';
import { scalable } from './autoscaling/policy.ts';
import { checkedOptions, defaultOptions, mostTasks } from './options.ts';

it('fills in what is left out', () => {
  expect(checkedOptions({ tasks: 5 })).toEqual({ ...defaultOptions, tasks: 5 });
});

it.each([
  [{ tasks: 0 }, '--tasks is "0", but must be a whole number from 1 to 50.'],
  [{ tasks: 2.5 }, '--tasks is "2.5", but must be a whole number from 1 to 50.'],
  [{ port: 70_000 }, '--port is "70000", but must be a whole number from 1 to 65535.'],
  [
    { name: '../etc' },
    '--name is "../etc", but must be 1 to 31 lowercase letters, digits and dashes, starting with a letter.',
  ],
])('refuses %o', (given, message) => {
  expect(() => checkedOptions(given)).toThrow(
    expect.objectContaining({ code: 'bad-value', message }),
  );
});

it('scales tasks and readers to as many as there are addresses for', () => {
  expect(scalable.tasks.most).toBe(mostTasks);
  expect(scalable.readers.most).toBe(hosts.lastDatabase - (hosts.databases[0] ?? 0));
});
