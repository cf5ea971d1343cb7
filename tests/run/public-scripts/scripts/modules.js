import { check } from 'k6';
import { SharedArray } from 'k6/data';
import exec from 'k6/execution';
import http from 'k6/http';
import { home } from './lib/pages.js';

const users = new SharedArray('users', () => JSON.parse(open('./lib/users.json')));

export const options = { vus: 2, iterations: 20 };

export default function () {
  const user = users[exec.scenario.iterationInTest % users.length];
  check(home(http, __ENV.BASE_URL, user.name), { 'is 200': ({ status }) => status === 200 });
}
