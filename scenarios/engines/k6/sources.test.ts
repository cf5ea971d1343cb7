import { expect, it } from 'vitest';
import { sourceFlags } from './sources.ts';

const local = {
  script: 'steady.ts',
  isOurs: true,
  generators: 1,
  virtualUsers: 20_000,
  workingDirectory: '.',
  env: {},
  sharesMachine: true,
};

it.runIf(process.platform === 'linux')(
  'has visitors of the local system share addresses of this machine, so many on each',
  () => {
    const flags = [2_000, 2_001, 20_000, 1_000_000].map((virtualUsers) =>
      sourceFlags({ ...local, virtualUsers }).join(' '),
    );
    expect(flags).toEqual([
      '',
      '--local-ips 127.1.0.1-127.1.0.2',
      '--local-ips 127.1.0.1-127.1.0.10',
      '--local-ips 127.1.0.1-127.1.0.254',
    ]);
  },
);

it('leaves the addresses of a script of the user’s, of a system elsewhere and of who knows how many alone', () => {
  expect(sourceFlags({ ...local, isOurs: false })).toEqual([]);
  expect(sourceFlags({ ...local, sharesMachine: false })).toEqual([]);
  expect(sourceFlags({ ...local, virtualUsers: undefined })).toEqual([]);
});
