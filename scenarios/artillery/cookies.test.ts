import { expect, it } from 'vitest';
import { cookieJar } from './cookies.ts';

it('sends back what it was given, the last of a name, and forgets what is over', () => {
  const jar = cookieJar();
  expect(jar.header()).toBeUndefined();
  jar.keep(['session=abc=1; Path=/; HttpOnly', 'lang=it', 'nothing', '=none']);
  expect(jar.header()).toBe('session=abc=1; lang=it');
  jar.keep(['lang=en; Max-Age=60']);
  expect(jar.header()).toBe('session=abc=1; lang=en');
  jar.keep(['session=; max-age=0']);
  expect(jar.header()).toBe('lang=en');
  jar.keep(['lang=; Expires=Thu, 01 Jan 1970 00:00:00 GMT']);
  expect(jar.header()).toBeUndefined();
  jar.keep(['__proto__=1']);
  expect(jar.header()).toBe('__proto__=1');
  jar.forget();
  expect(jar.header()).toBeUndefined();
});
