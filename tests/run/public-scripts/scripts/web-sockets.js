import { WebSocket } from 'k6/websockets';

/** Only WebSockets, and nothing by which to judge them. */
export const options = { vus: 2, iterations: 6 };

export default function () {
  const socket = new WebSocket(`${__ENV.BASE_URL?.replace('http', 'ws')}/socket`);
  socket.addEventListener('open', () => socket.send('hello'));
  socket.addEventListener('message', () => socket.close());
}
