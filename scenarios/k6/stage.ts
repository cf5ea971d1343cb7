import exec from 'k6/execution';
import http from 'k6/http';
import type { Settings } from '../visitors/settings.ts';
import type { Catalogue, FrontEnd } from '../visitors/catalogue.ts';
import { cataloguePath, onlyWhatVisitorsUse } from '../visitors/catalogue.ts';
import { addressOf, marginMs, optionsOfVisit, tenantOf } from '../visitors/identity.ts';
import type { VisitOptions } from '../visitors/visit.ts';
import type { TargetTenant } from '../../targets/target.ts';
import type { Stage } from './play.ts';

/**
 * What every visitor is handed by the engine: the catalogue of each tenant, in the order of the settings. As JSON, for
 * engines copy this to each virtual user, and one needs only its own.
 */
export interface SetupData {
  readonly catalogues: readonly string[];
}

/**
 * Reads the tenants' catalogues once, before the load.
 * @param frontEnd what visitors' browsers load, for those who have one
 */
export function readCatalogues(
  settings: Settings,
  frontEnd?: (baseUrl: string, host: string) => FrontEnd,
): SetupData {
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
    const catalogue = onlyWhatVisitorsUse(JSON.parse(response.body) as Catalogue);
    return JSON.stringify({ ...catalogue, frontEnd: frontEnd?.(settings.baseUrl, host) });
  });
  return { catalogues };
}

/** This virtual user's site, which stays the same for all its visits. */
let site: { tenant: TargetTenant; catalogue: Catalogue } | undefined;

function siteOf(settings: Settings, data: SetupData, vu: number): NonNullable<typeof site> {
  const tenant = tenantOf(settings, vu);
  const json = data.catalogues[settings.tenants.indexOf(tenant)];
  if (json === undefined) throw new Error(`There is no catalogue of tenant ${tenant.id}.`);
  return { tenant, catalogue: JSON.parse(json) as Catalogue };
}

/** The site and the identity of the visit that this virtual user plays now. */
export function nextVisit(
  settings: Settings,
  data: SetupData,
): { stage: Stage; options: VisitOptions; vu: number } {
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
      address: addressOf(settings, vu),
      until,
      thinkScale: settings.thinkScale,
    },
    options: optionsOfVisit(settings, catalogue, vu, visit),
    vu,
  };
}
