import { withoutCrashPage } from './crash-page.ts';
import { withFailuresNamed, type Asked } from './failures.ts';

/** What our middleware sees of any request, and hands on as it is. */
type Middleware = <Args, Answer extends { readonly response: unknown }>(
  next: (args: Args) => Promise<Answer>,
  context: { readonly commandName?: string },
) => (args: Args) => Promise<Answer>;

/** What the clients of all services have in common: their own types tell the requests of each apart. */
interface Client {
  readonly middlewareStack: {
    add(
      middleware: Middleware,
      at: { readonly step: 'initialize'; readonly priority: 'high'; readonly name: string },
    ): void;
    add(
      middleware: Middleware,
      at: { readonly step: 'deserialize'; readonly priority: 'low'; readonly name: string },
    ): void;
  };
}

/** Gives every request of a client our names for failures, outermost, and refuses pages for answers, innermost. */
export function wrapRequests({ middlewareStack }: Client, asked: Asked): void {
  middlewareStack.add(
    (next, { commandName }) =>
      (args) =>
        withFailuresNamed(next(args), asked, commandName),
    { step: 'initialize', priority: 'high', name: 'failures' },
  );
  middlewareStack.add((next) => (args) => withoutCrashPage(next(args)), {
    step: 'deserialize',
    priority: 'low',
    name: 'crashPages',
  });
}
