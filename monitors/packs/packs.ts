import * as all from './all.ts';
import type { AnyPack } from './pack.ts';

/** Every pack, by its name. */
export const packs: Readonly<Record<string, AnyPack>> = Object.fromEntries(
  Object.values(all).map((pack) => [pack.name, pack]),
);
