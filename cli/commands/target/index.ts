import { buildRouteMap } from '@stricli/core';
import { documentation } from '../../terminal/documentation.ts';
import { check } from './check.ts';

/** Commands about targets themselves. To add one: a file beside this one, and a line here. */
export const target = buildRouteMap({
  routes: { check },
  docs: documentation({
    brief: 'Say what can be seen of a system that a file describes',
    examples: [
      ['bilancia target check target.yml', 'what answers, and which permissions are missing?'],
    ],
  }),
});
