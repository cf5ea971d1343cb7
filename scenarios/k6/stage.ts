import exec from 'k6/execution';
import http from 'k6/http';
import type { Catalogue } from '../visitors/catalogue.ts';
import { cataloguePath } from '../visitors/catalogue.ts';
import { seededRandom } from '../../core/seeded-random.ts';
import { mixSeeds, weighted } from '../visitors/random.ts';
import type { VisitOptions } from '../visitors/visit.ts';
import type { TargetTenant } from '../../targets/target.ts';
import type { Stage } from './play.ts';
import type { Settings } from './settings.ts';

/** Put between the end of the load and the cut of visits, so that no engine starts new ones in between. */
const marginMs = 200;

/**
 * What every visitor is handed by the engine: the catalogue of each tenant, in the order of the settings. As JSON, for
 * engines copy this to each virtual user, and one needs only its own.
 */
export interface SetupData {
  readonly catalogues: readonly string[];
}

/** Reads the tenants' catalogues once, before the load. */
export function readCatalogues(settings: Settings): SetupData {
  const catalogues = settings.tenants.map(({ id, host }) => {
    const url = settings.baseUrl + cataloguePath;
    const response = http.get(url, {
      headers: { Host: host },
      tags: { name: 'inventory' },
      responseType: 'text',
    });
    if (response.status !== 200) {
      throw new Error(
        `The catalogue of tenant ${id} cannot be read: ${url} answered ${response.status} ${response.error}`,
      );
    }
    return JSON.stringify(catalogueOf(JSON.parse(response.body) as Catalogue));
  });
  return { catalogues };
}

/** Only what visitors use. */
function catalogueOf({ tenant, properties, bookable }: Catalogue): Catalogue {
  const slim = properties.map(({ code, unitGroups }) => ({
    code,
    unitGroups: unitGroups.map(({ id, maxPersons }) => ({ id, maxPersons })),
  }));
  return { tenant, properties: slim, bookable };
}

/** This virtual user's site, which stays the same for all its visits. */
let site: { tenant: TargetTenant; catalogue: Catalogue } | undefined;

function siteOf(settings: Settings, data: SetupData, vu: number): NonNullable<typeof site> {
  const tenant = weighted(seededRandom(mixSeeds(settings.seed, vu)), settings.tenants);
  const json = data.catalogues[settings.tenants.indexOf(tenant)];
  if (json === undefined) throw new Error(`There is no catalogue of tenant ${tenant.id}.`);
  return { tenant, catalogue: JSON.parse(json) as Catalogue };
}

/** The site and the identity of the visit that this virtual user plays now. */
export function nextVisit(
  settings: Settings,
  data: SetupData,
): { stage: Stage; options: VisitOptions } {
  const vu = exec.vu.idInTest;
  site ??= siteOf(settings, data, vu);
  const { tenant, catalogue } = site;
  const visit = exec.vu.iterationInScenario;
  const until =
    exec.scenario.startTime + (settings.rampSeconds + settings.holdSeconds) * 1000 + marginMs;
  return {
    stage: {
      baseUrl: settings.baseUrl,
      tenant: tenant.id,
      host: tenant.host,
      until,
      thinkScale: settings.thinkScale,
    },
    options: {
      random: seededRandom(mixSeeds(mixSeeds(settings.seed, vu), visit + 1)),
      catalogue,
      visitId: `${settings.runId}-${vu}-${visit}`,
      underway: visit === 0,
    },
  };
}
