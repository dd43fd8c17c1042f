import { basePath } from '../../../../lib/admin/page/base-path.js';

it.each([
  ['/plugins', '', '/plugins'],
  ['/plugins/', '', '/plugins'],
  ['/plugins/ui', '/ui', '/plugins'],
  ['/plugins/ui/', '/ui', '/plugins'],
  ['/PLUGINS/UI', '/ui', '/PLUGINS'],
  ['/admin/ui', '', '/admin/ui'],
  ['/admin/ui/ui', '/ui', '/admin/ui'],
  ['/api/v1/plugins', '', '/api/v1/plugins'],
  ['//plugins', '', '/plugins'],
])('of a page at %s with %j behind, the routes are at %s', (path, suffix, base) => {
  expect(basePath(path, suffix)).toBe(base);
});
