import { once } from 'node:events';
import type { Server } from 'node:http';
import { createServer, type Server as Door } from 'node:net';

/** So many connections a turn of the event loop. */
const doorCount = 32;
const backlog = 4096;

/** Ends when nobody who came through a door is left. */
export type CloseDoors = () => Promise<void>;

/**
 * Lets a server listen so that a crowd comes in at once. libuv takes one connection a turn of the event loop from a socket
 * that listens (`uv__server_io`): of 130 that come together to a task whose turns take 50 ms, the last would wait for six
 * seconds, which no figure of the task tells, while those who are in are served. Of sockets that share the port
 * (SO_REUSEPORT) it takes one each.
 */
export async function openDoors(server: Server, host: string, port: number): Promise<CloseDoors> {
  server.listen({ host, port, backlog, reusePort: true });
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  const more = Array.from({ length: doorCount - 1 }, () =>
    createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
      server.emit('connection', socket);
    }),
  );
  await Promise.all(more.map((door) => openDoor(door, host, address.port)));
  return async () => {
    await Promise.all(more.map(closeDoor));
  };
}

async function openDoor(door: Door, host: string, port: number): Promise<void> {
  door.listen({ host, port, backlog, reusePort: true });
  await once(door, 'listening');
}

async function closeDoor(door: Door): Promise<void> {
  const closed = once(door, 'close');
  door.close();
  await closed;
}
