import type { ManifestEngine } from '../../core/run-folder/manifest/engine.ts';
import type { Profile } from '../profiles.ts';
import type { DistributionPlan } from './plan.ts';
import type { GeneratorSize, Share } from './sizing.ts';

/** What is to be played, and by how many. */
export interface Distribution {
  readonly plan: DistributionPlan;
  readonly profile: Profile;
  /** What each generator needs. */
  readonly share: Share;
  /** Settings of the script, as `bilancia run` would hand them to it. */
  readonly settings: Readonly<Record<string, string>>;
  /** The script with all that it imports, as one file. */
  readonly script: string;
  /** AWS region, for engines that run there. */
  readonly region: string;
}

/** An engine of others that plays one load from several machines. */
export interface Distributor {
  readonly about: string;
  /** What plays there, and the version that was measured with. */
  readonly engine: Pick<ManifestEngine, 'name' | 'version'>;
  /** Whether its generators are let go at once, or begin each when it is ready. */
  readonly isTogether: boolean;
  /** Whether what its generators bring back can be merged. */
  readonly bringsBack: boolean;
  /** What one of its generators has, unless it is asked for more. */
  readonly size: GeneratorSize;
  /**
   * The files that it takes, by name.
   * @throws cannot-distribute when it cannot play this
   */
  readonly files: (distribution: Distribution) => ReadonlyMap<string, string>;
}
