import type { Facts } from './facts/facts.ts';

/** What is good to know and decides nothing. */
export function remarksOf({
  authority,
  resolver,
  silent,
  connections,
  load,
  reached,
  unseen,
  readers,
}: Facts): string[] {
  const lost = reached.filter(({ instance }) => instance === null).length;
  const answers = [authority, resolver].filter((one) => one !== undefined);
  return [
    ...(authority === undefined
      ? [
          silent.authority ??
            "The endpoint's own name server was not asked: name it with --name-server.",
        ]
      : []),
    ...(resolver === undefined
      ? [silent.resolver ?? 'No resolver of clients was asked: name it with --resolver.']
      : []),
    ...answers
      .filter(({ failed }) => failed > 0)
      .map(
        ({ asked, failed, failure }) =>
          `The ${asked} gave no address ${failed} times, the last time: ${failure ?? 'no reason'}.`,
      ),
    ...answers
      .filter(({ strangers }) => strangers.length > 0)
      .map(
        ({ asked, strangers }) =>
          `The ${asked} gave addresses of nobody known: ${strangers.join(', ')}.`,
      ),
    ...(lost > 0
      ? [
          `${lost} of ${reached.length} connections to the endpoint reached no instance that is known.`,
        ]
      : []),
    ...(connections === undefined
      ? ['Clients opened no connection meanwhile: their way is judged by sessions alone.']
      : []),
    ...(connections !== undefined && connections.p === undefined
      ? ["Connections are not tested where readers' shares differ: the test knows equal ones only."]
      : []),
    ...(load === undefined || load.sessions.every((sessions) => sessions === 0)
      ? ['No client held a connection to a reader.']
      : []),
    ...readers.ids.flatMap((id) => {
      const own = unseen.filter(({ reader }) => reader === id);
      const last = own.at(-1)?.reason;
      return last === undefined
        ? []
        : [`${id} did not answer ${own.length} times, the last time: ${last}`];
    }),
  ];
}
