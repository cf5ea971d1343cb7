// Artillery takes the class of this name out of the package that a plugin is named after.
export { Plugin } from '../../plugin.ts';
/** Figures of all workers as they are, and not as Artillery 1 gave them. */
export const LEGACY_METRICS_FORMAT = false;
