import { type Manifest, manifestVersion } from '../manifest/manifest.ts';

/** The manifest of a run of a minute's hold after a ramp of 10 s on a local system, for tests to change. */
export function testManifest(changes: Partial<Manifest> = {}): Manifest {
  return {
    schemaVersion: manifestVersion,
    id: 'run-1',
    target: {
      name: 'local',
      kind: 'local',
      bookingMode: 'safe',
      replication: 'semi-sync',
      tenants: ['riviera', 'dolomiti'],
      instances: [
        { id: 'load-balancer', role: 'load-balancer', address: '127.23.5.1:8080' },
        { id: 'db-1', role: 'writer', address: '127.23.5.11:3306' },
        { id: 'db-2', role: 'reader', address: '127.23.5.12:3306' },
        { id: 'db-3', role: 'reader', address: '127.23.5.13:3306' },
      ],
      endpoints: { baseUrl: 'http://127.23.5.1:8080/' },
      hosts: ['127.23.5.1:8080', 'riviera.example.com', 'dolomiti.example.com'],
      addresses: ['127.23.5.1'],
      capabilities: {
        observe: ['container-events', 'access-log', 'readers', 'writer', 'bookings', 'topology'],
        break: ['end-process'],
        sharesMachine: true,
      },
    },
    scenario: 'steady',
    model: 'closed',
    visitorsAsked: 1000,
    phases: [
      { name: 'ramp', kind: 'ramp', seconds: 10, visitors: 1000 },
      { name: 'hold', kind: 'hold', seconds: 60, visitors: 1000 },
    ],
    seed: 7,
    engine: { name: 'k6', version: '2.2.0', output: 'engine.csv.gz' },
    ownObjectives: false,
    bilanciaVersion: '0.1.0',
    machine: {
      cores: 2,
      memoryBytes: 24 * 2 ** 30,
      platform: 'linux x64',
      node: 'v26.10.0',
      openFilesLimit: 20_000,
    },
    startedAt: '2026-08-01T10:00:00.000Z',
    ...changes,
  };
}
