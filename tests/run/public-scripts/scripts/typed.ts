import { check } from 'k6';
import http, { type RefinedResponse } from 'k6/http';
import type { Options } from 'k6/options';
import { pitchOf, type Pitch } from './lib/pitch.ts';

export const options: Options = { vus: 2, iterations: 20 };

export default function (): void {
  const pitch: Pitch = pitchOf(__ITER);
  const response: RefinedResponse<'text'> = http.get(
    `${__ENV['BASE_URL']}/ok?pitch=${pitch.number}`,
    { tags: { name: 'pitch' }, responseType: 'text' },
  );
  check(response, { 'is 200': ({ status }) => status === 200 });
}
