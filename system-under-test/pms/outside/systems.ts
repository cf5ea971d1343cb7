import { channelManager } from './channel-manager.ts';
import { erp } from './erp.ts';
import { fiscalPrinter } from './fiscal-printer.ts';
import { policePortal } from './police-portal.ts';
import {
  breakerStates,
  defaultPatience,
  outsideSystem,
  type OutsideSystem,
  type Patience,
} from './system.ts';

/** Every kind of outside system: to add one, add its file and a line here. */
export const protocols = [channelManager, fiscalPrinter, policePortal, erp] as const;

/** One client for each outside system below `baseUrl`. */
export function outsideSystems(
  baseUrl: URL,
  patience: Patience = defaultPatience,
): readonly OutsideSystem[] {
  return protocols.map((protocol) => outsideSystem(protocol, baseUrl, patience));
}

/** Breaker states as a metric shows them: system name to 0 closed, 1 open, 2 half open. */
export function breakerLevels(systems: readonly OutsideSystem[]): Readonly<Record<string, number>> {
  return Object.fromEntries(
    systems.map((system) => [system.name, breakerStates.indexOf(system.breaker())]),
  );
}
