import { describe, expect, test } from 'vitest';
import { createPathRouter } from '../../src/prism/path-router.ts';

function routerOf(...templates: readonly string[]) {
  const router = createPathRouter<string>();
  for (const template of templates) router.add('get', template, template);
  return (path: string) => {
    const match = router.find(path);
    return match && [match.values.get('get'), match.params];
  };
}

describe('the router of foreign paths', () => {
  const find = routerOf(
    '/pets',
    '/pets/{id}',
    '/pets/new',
    '/pets/{id}/toys',
    '/pets/new/{day}',
    '/a b',
    '/files/{name}.{ext}',
    '/files/{name}',
    '/jobs/{id}:run',
    '/{any}/last/{step}',
    '/',
  );

  test.each<[string, string, object]>([
    ['/pets', '/pets', {}],
    ['/pets/7', '/pets/{id}', { id: '7' }],
    ['/pets/new', '/pets/new', {}],
    ['/pets/n%65w', '/pets/new', {}],
    ['/pets/new/toys', '/pets/new/{day}', { day: 'toys' }],
    ['/pets/a%2Fb/toys', '/pets/{id}/toys', { id: 'a/b' }],
    ['/files/a.b.txt', '/files/{name}.{ext}', { name: 'a', ext: 'b.txt' }],
    ['/files/plain', '/files/{name}', { name: 'plain' }],
    ['/jobs/9:run', '/jobs/{id}:run', { id: '9' }],
    ['/pets/last/x', '/{any}/last/{step}', { any: 'pets', step: 'x' }],
    ['/pets/%ff', '/pets/{id}', { id: undefined }],
    ['/a%20b', '/a b', {}],
    ['/', '/', {}],
  ])('%s is %s', (path, template, params) => {
    expect(find(path)).toEqual([template, params]);
  });

  test.each(['/pet', '/pets/', '/pets/7/8', '/jobs/9', '/files', '', '/pets/7/toys/'])(
    '%s is nothing',
    (path) => {
      expect(find(path)).toBeUndefined();
    },
  );

  test('a thousand routes cost no more than ten', () => {
    const router = createPathRouter<number>();
    for (let index = 0; index < 1000; index += 1) router.add('get', `/thing${index}/{id}`, index);
    expect(router.find('/thing999/x')?.values.get('get')).toBe(999);
    expect(router.find('/thing1000/x')).toBeUndefined();
  });
});
