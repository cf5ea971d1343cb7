import { place } from './place.ts';
import type { Policy } from './policy.ts';

export const recorded: Policy = {
  name: 'as recorded',
  about: 'What was seen.',
  draws: false,
  place: (trace) => place(trace, ({ reader }) => reader),
};
