import { describe, expect, it } from 'vitest';
import type { HostLine } from '../../core/run-folder/files/hosts.ts';
import type { Fault } from '../testing/faults.ts';
import { objectionsBy, verdictOn } from '../testing/judge-run.ts';
import { byScript } from '../testing/script-run.ts';
import { loadStartedAt } from '../testing/synthetic-run.ts';

const held = loadStartedAt / 1000 + 30;

/** Has every request of a script's run go to the target by its URL, and these besides. */
function went(places: readonly Partial<HostLine>[], of: { confined?: boolean } = {}): Fault {
  return (run) => {
    byScript()(run);
    run.manifest.confined = of.confined ?? false;
    run.hosts = [
      ...run.hosts.map((line) => ({ ...line, host: '127.23.5.1:8080' })),
      ...places.map((place) => ({ t: held, host: null, address: null, n: 100, ...place })),
    ];
  };
}

describe('requests', () => {
  it('to the target, its tenants and its other hosts are in order, however they are known', async () => {
    const verdict = await verdictOn(
      went([
        { host: 'riviera.example.com:443' },
        { address: '127.23.5.1' },
        { host: '127.23.5.1:8080', address: '10.0.0.9' },
      ]),
    );
    expect(objectionsBy(verdict, 'load-elsewhere')).toEqual([]);
    expect(verdict.outcome).toBe('pass');
  });

  it('to other hosts make a pass impossible, and are named, the most frequent first', async () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const verdict = await verdictOn(
      went(names.map((name, index) => ({ host: `${name}.example:443`, n: index + 1 }))),
    );
    expect(verdict.outcome).toBe('inconclusive');
    expect(objectionsBy(verdict, 'load-elsewhere')).toEqual([
      "inconclusive: 21 requests of 3,124 (0.67 %) went to hosts that are not the target's: f.example:443 (6), e.example:443 (5), d.example:443 (4), c.example:443 (3) and 2 more, 0.67 % of what was judged: name what belongs to the target under alsoHosts in its file, and take the rest out of the script.",
    ]);
  });

  it('to another port or address of the target are elsewhere', async () => {
    const verdict = await verdictOn(went([{ host: '127.23.5.1:9090' }, { address: '10.0.0.9' }]));
    expect(objectionsBy(verdict, 'load-elsewhere')).toEqual([
      "inconclusive: 200 requests of 3,303 (6.1 %) went to hosts that are not the target's: 127.23.5.1:9090 (100) and 10.0.0.9 (100), 6.1 % of what was judged: name what belongs to the target under alsoHosts in its file, and take the rest out of the script.",
    ]);
  });

  it('to other hosts in setup or teardown are remarked', async () => {
    const verdict = await verdictOn(went([{ host: 'sso.example:443', outside: 'setup' }]));
    expect(verdict.outcome).toBe('pass');
    expect(objectionsBy(verdict, 'load-elsewhere')).toEqual([
      "remark: 100 requests of 3,203 (3.1 %) went to a host that is not the target's: sso.example:443 (100); none of them was judged.",
    ]);
  });

  it('of which it is not known where they went are remarked where it is known of others', async () => {
    const verdict = await verdictOn(went([{}]));
    expect(verdict.outcome).toBe('pass');
    expect(objectionsBy(verdict, 'load-elsewhere')).toEqual([
      'remark: Where 100 requests of 3,203 (3.1 %) went is not known: k6 tells neither URL nor address of them.',
    ]);
  });

  describe('with names, of which only the address is known,', () => {
    const named =
      (places: readonly string[] | undefined, more: readonly Partial<HostLine>[] = []): Fault =>
      (run) => {
        went(more)(run);
        run.hosts = run.hosts.map((line) =>
          line.host === '127.23.5.1:8080' ? { ...line, host: null } : line,
        );
        run.connections = places?.map((remote) => ({ at: held * 1000, remote }));
      };

    it.each([
      ['the target alone', ['127.23.5.1:8080']],
      ['another address, too', ['127.23.5.1:8080', '127.0.0.9:6379']],
      ['somewhere that nobody saw', undefined],
    ])('pass where the generator was connected to %s', async (_, places) => {
      const verdict = await verdictOn(named(places));
      expect(verdict.outcome).toBe('pass');
      expect(objectionsBy(verdict, 'load-elsewhere')).toEqual([]);
    });

    it('may have gone to another port that it was connected to, which makes a pass impossible', async () => {
      const verdict = await verdictOn(named(['127.23.5.1:8080', '127.23.5.1:9090']));
      expect(verdict.outcome).toBe('inconclusive');
      expect(objectionsBy(verdict, 'load-elsewhere')).toEqual([
        "inconclusive: Whether 3,103 requests of 3,103 (100 %) went to the target is not known: k6 does not tell their port, since they have names, and was connected to 127.23.5.1:9090, too, which is not the target's. Name what belongs to the target under alsoHosts in its file, and take the rest out of the script.",
      ]);
    });

    it('did not where it is known of others that they did, in setup', async () => {
      const more = [{ host: 'localhost:9090', address: '127.23.5.1', outside: 'setup' as const }];
      const verdict = await verdictOn(named(['127.23.5.1:8080', '127.23.5.1:9090'], more));
      expect(verdict.outcome).toBe('pass');
    });

    it('are remarked where no connection to the target was seen', async () => {
      const verdict = await verdictOn(named([]));
      expect(verdict.outcome).toBe('pass');
      expect(objectionsBy(verdict, 'load-elsewhere')).toEqual([
        "remark: To which port of the target's address 3,103 requests of 3,103 (100 %) went is not known: k6 does not tell it, since they have names, and no connection to the target lasted long enough to be seen.",
      ]);
    });
  });

  it.each([
    ['127.23.5.1:8080', '127.23.5.1', 'pass'],
    ['127.23.5.1', '127.23.5.1:9090', 'inconclusive'],
    ['*.5.1:8080', '10.0.0.9', 'inconclusive'],
    ['*.5.1', '127.23.5.1:8080', 'pass'],
  ])('by a name that the script maps go where it leads: %s to %s', async (name, to, outcome) => {
    const verdict = await verdictOn((run) => {
      went([])(run);
      run.manifest.engine.mappedHosts = { [name]: to };
    });
    expect(verdict.outcome).toBe(outcome);
  });

  const allUnknown =
    (confined: boolean): Fault =>
    (run) => {
      went([], { confined })(run);
      run.hosts = run.hosts.map((line) => ({ ...line, host: null, address: null }));
    };

  it('of which it is known of none make a pass impossible', async () => {
    const verdict = await verdictOn(allUnknown(false));
    expect(verdict.outcome).toBe('inconclusive');
    expect(objectionsBy(verdict, 'load-elsewhere')).toEqual([
      'inconclusive: Where 3,103 requests of 3,103 (100 %) went is not known: k6 tells neither URL nor address of them.',
    ]);
  });

  it('that could not leave this machine do not', async () => {
    const verdict = await verdictOn(allUnknown(true));
    expect(verdict.outcome).toBe('pass');
    expect(objectionsBy(verdict, 'load-elsewhere')).toEqual([
      'remark: Where 3,103 requests of 3,103 (100 %) went is not known, but that it was no further than this machine: k6 tells neither URL nor address of them.',
    ]);
  });

  it('of our visitors go to the target alone, whatever the engine tells', async () => {
    const verdict = await verdictOn((run) => {
      run.hosts = run.hosts.map((line) => ({ ...line, address: null }));
    });
    expect(verdict.outcome).toBe('pass');
    expect(objectionsBy(verdict, 'load-elsewhere')).toEqual([]);
  });

  it('of runs of versions that did not look are left as they were judged', async () => {
    const verdict = await verdictOn((run) => {
      delete run.manifest.target.hosts;
      run.hosts = [];
    });
    expect(verdict.outcome).toBe('pass');
  });
});
