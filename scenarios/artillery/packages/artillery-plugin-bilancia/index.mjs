// Artillery takes the class of this name out of the package that a plugin is named after.
export { Plugin } from '../../plugin.ts';
