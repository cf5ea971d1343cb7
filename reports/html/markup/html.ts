import { html } from 'hono/html';

/** Markup whose interpolated text has been escaped; it may still be a promise of itself when nested. */
export type Html = ReturnType<typeof html>;

export { html };
export { raw } from 'hono/html';
