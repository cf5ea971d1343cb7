import { check } from 'k6';
import ws from 'k6/ws';

export const options = {
  vus: 2,
  iterations: 6,
  thresholds: { ws_session_duration: ['p(95)<5000'], ws_msgs_received: ['count==12'] },
};

export default function () {
  const url = `${__ENV.BASE_URL?.replace('http', 'ws')}/socket`;
  const response = ws.connect(url, { tags: { kind: 'chat' } }, (socket) => {
    let heard = 0;
    socket.on('open', () => {
      socket.send('hello');
      socket.send('bye');
    });
    socket.on('message', () => {
      heard += 1;
      if (heard === 2) socket.close();
    });
  });
  check(response, { 'is switched': ({ status }) => status === 101 });
}
