import { stringify } from 'yaml';
import { knownError } from '../../core/errors.ts';
import type { Distribution, Distributor } from './distributor.ts';
import { mebibytes } from './sizing.ts';

/** Kubernetes takes no larger config map. */
const mostOfConfigMap = 2 ** 20;
const results = '/results';
/** A file each, named by the pod, so that generators on one volume do not write over each other. */
const ownFile = `${results}/$(POD_NAME)`;

/**
 * k6-operator 1.6 (https://grafana.com/docs/k6/latest/set-up/set-up-distributed-k6/). It gives each pod its segment, starts all
 * paused and lets them go together. Its command line ends with flags, not with the script, which a k6 with xk6-ts takes for the
 * script: that is switched off, and the script bundled.
 */
export const k6Operator: Distributor = {
  about: 'pods of a Kubernetes cluster, by the k6-operator',
  engine: { name: 'k6', version: '2.2.0' },
  isTogether: true,
  bringsBack: true,
  size: { cores: 2, memoryBytes: 8 * 2 ** 30, openFiles: 65_536 },
  files: (distribution) => {
    const { plan, script } = distribution;
    const bytes = Buffer.byteLength(script);
    if (bytes > mostOfConfigMap - 1024)
      throw knownError('cannot-distribute', {
        what: 'The bundled script',
        reason: `it has ${bytes} bytes, and a config map takes ${mostOfConfigMap}`,
        remedy: 'Put it on a volume, as script.volumeClaim.',
      });
    const documents = [configMap(plan.name, script), claim(plan.name), testRun(distribution)];
    return new Map([
      ['testrun.yaml', documents.map((one) => stringify(one, { lineWidth: 0 })).join('---\n')],
      ['script.js', script],
      ['README.md', readme(distribution)],
    ]);
  },
};

function configMap(name: string, script: string): object {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name },
    data: { 'script.js': script },
  };
}

function claim(name: string): object {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: `${name}-results` },
    spec: { accessModes: ['ReadWriteMany'], resources: { requests: { storage: '10Gi' } } },
  };
}

/** Arguments of each generator, beside those that the operator adds. */
export function argumentsOf({ settings }: Pick<Distribution, 'settings'>): string[] {
  return [
    '--out',
    `csv=${ownFile}.csv.gz`,
    '--log-format',
    'json',
    '--log-output',
    `file=${ownFile}.log`,
    // Each generator would judge its own share by them; the whole is judged once it is merged.
    '--no-thresholds',
    '--summary-mode',
    'disabled',
    '--include-system-env-vars=false',
    ...Object.entries(settings).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
  ];
}

function testRun({ plan, share, settings }: Distribution): object {
  const { name, generators } = plan;
  const resources = {
    cpu: String(share.cores),
    memory: `${mebibytes(share.memoryBytes)}Mi`,
  };
  return {
    apiVersion: 'k6.io/v1alpha1',
    kind: 'TestRun',
    metadata: { name },
    spec: {
      parallelism: generators,
      script: { configMap: { name, file: 'script.js' } },
      // Not "arguments": that is one text, cut at its blanks.
      args: argumentsOf({ settings }),
      // A pod to a node: two on one would be each other's noise.
      separate: true,
      // It would read the script with the arguments of the generators, whose files it has no place for.
      initializer: { disabled: true },
      runner: {
        image: `grafana/k6:${plan.manifest.engine.version}`,
        resources: { requests: resources, limits: { memory: resources.memory } },
        env: [
          { name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
          { name: 'K6_CSV_TIME_FORMAT', value: 'unix_milli' },
          { name: 'K6_NO_USAGE_REPORT', value: 'true' },
          { name: 'XK6_TS', value: 'false' },
        ],
        volumes: [{ name: 'results', persistentVolumeClaim: { claimName: `${name}-results` } }],
        volumeMounts: [{ name: 'results', mountPath: results }],
        securityContext: { fsGroup: 12345 },
      },
    },
  };
}

function readme({ plan, share }: Distribution): string {
  const { name, generators, manifest } = plan;
  return `# ${name}: ${manifest.scenario}, ${manifest.visitorsAsked} visitors by ${generators} pods

Each pod plays up to ${share.virtualUsers} virtual users and may need ${share.openFiles} open files: see that the nodes' container
runtime allows as many (\`ulimit -n\` in a pod). The claim ${name}-results must be one that all pods can write to at once.

1. \`kubectl apply -f testrun.yaml\`, and wait until the TestRun is finished.
2. Copy what is on the claim, a \`.csv.gz\` and a \`.log\` of each pod, into \`results/\` here:
   \`kubectl cp HELPER:/results results\`, where HELPER is any pod that mounts the claim.
3. \`bilancia merge . --out ../whole\` judges the whole. A pod that is missing, or restarted, is named and refused.

One plan is played once: for another run, distribute again, which writes another run's name. Nobody looks at the pods' own
machines; that they kept up is known from the visitors' think times.
`;
}
