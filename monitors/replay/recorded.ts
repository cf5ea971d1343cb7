import { type DefinitionSet, ofKind } from '../definitions/definition.ts';
import { containerCatalog, desiredTasks, serviceCatalog } from './container-metrics.ts';
import { nameKey, noLogFor, type Recorded } from './coverage.ts';
import type { Catalog } from './fact.ts';
import { loadBalancerCatalog, loadBalancerElsewhere } from './load-balancer-metrics.ts';
import type { LogGroupOf } from './log-groups.ts';
import type { RunEvidence } from './read-run.ts';
import { readerCatalog } from './reader-metrics.ts';
import { edgeCatalog } from './edge-metrics.ts';
import { healthCheckCatalog } from './health-check-metrics.ts';
import { type Names, renamed } from './stand-ins.ts';
import { desiredIn } from './task-counts.ts';

/** What a run can tell of, in the words of the definitions. */
export function recordedIn(
  evidence: RunEvidence,
  values: ReadonlyMap<string, ReadonlySet<string>>,
  names: Names,
  logGroups: readonly LogGroupOf[],
  set: DefinitionSet,
): Recorded {
  const { containerEvents, readers, healthChecks } = evidence;
  const hasService = containerEvents.some(({ Type }) => Type === 'Service');
  const hasBalancer = values.has('LoadBalancer');
  const hasEdge = values.has('DistributionId');
  const groups = new Set(logGroups.map(({ group }) => group));
  const words = new Map(
    [...values].map(([name, ofName]) => [
      name,
      new Set([...ofName].map((value) => renamed({ [name]: value }, names)[name] ?? value)),
    ]),
  );
  words.set('LogGroupName', groups);
  return {
    catalog: [
      ...(containerEvents.length > 0 ? containerCatalog : []),
      ...(desiredIn(evidence.manifest) === undefined ? [] : [desiredTasks]),
      ...(hasService ? serviceCatalog : []),
      ...(hasBalancer ? loadBalancerCatalog : []),
      ...(readers.length > 0 ? readerCatalog : []),
      ...(hasEdge ? edgeCatalog : []),
      ...(healthChecks.length > 0 ? healthCheckCatalog : []),
      ...logCatalog,
    ],
    values: words,
    fromLogs: new Set(
      ofKind(set.definitions, 'metric-filter')
        .filter(({ logGroup }) => groups.has(logGroup))
        .map(({ transformation }) => nameKey(transformation)),
    ),
    unavailable: new Map([
      ...reasons(hasService ? [] : serviceCatalog, 'the run has no events of a service'),
      ...reasons(loadBalancerElsewhere, 'access log lines do not contain it'),
      ...reasons(hasBalancer ? [] : loadBalancerCatalog, 'the run has no access log'),
      ...reasons(
        containerEvents.length > 0 ? [] : containerCatalog,
        'the run has no container events',
      ),
      ...reasons(readers.length > 0 ? [] : readerCatalog, 'the run has no samples of readers'),
      ...reasons(hasEdge ? [] : edgeCatalog, 'the run has no log of an edge'),
      ...reasons(healthChecks.length > 0 ? [] : healthCheckCatalog, 'the run has no health checks'),
      ...ofKind(set.definitions, 'metric-filter')
        .filter(({ logGroup }) => !groups.has(logGroup))
        .map(
          ({ transformation, logGroup }) => [nameKey(transformation), noLogFor(logGroup)] as const,
        ),
    ]),
  };
}

const logCatalog: Catalog = ['IncomingLogEvents', 'IncomingBytes'].map((metricName) => ({
  namespace: 'AWS/Logs',
  metricName,
  dimensionSets: [['LogGroupName']],
}));

function reasons(catalog: Catalog, reason: string): (readonly [string, string])[] {
  return catalog.map((metric) => [nameKey(metric), reason]);
}
