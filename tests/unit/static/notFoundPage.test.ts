import { readFileSync, readdirSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';

const [, script = ''] = /<script>(.*?)<\/script>/s.exec(readFileSync('static/404.html', 'utf8')) ?? [];

describe('404.html', () => {
  it.each([
    ['/pipeline/42', '/#/pipeline/42'],
    ['/some/folder/pipeline/42', '/some/folder/#/pipeline/42'],
    ['/some/folder/pipeline/42/', '/some/folder/#/pipeline/42'],
    ['/some/folder/settings', '/some/folder/#/settings'],
    ['/gallery?product_pks=1,3', '/#/gallery?product_pks=1,3'],
    ['/some/pipelines/42', '/some/pipelines/'],
    ['/some/folder/', '/some/'],
    ['/nothing', '/'],
    ['//example.org/nothing', '//example.org/']
  ])('leads from %s to %s of the same host', (from, to) => {
    expect(redirect(from)).toBe(`https://host.example${to}`);
  });

  it('stays where there is no folder above', () => {
    expect(redirect('/')).toBeUndefined();
  });

  it('knows every route of the app', () => {
    const routes = readdirSync('src/routes', { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(routes.length).toBeGreaterThan(0);
    for (const { name } of routes) expect(redirect(`/${name}/x`)).toBe(`https://host.example/#/${name}/x`);
  });
});

function redirect(path: string): string | undefined {
  const [pathname, query] = path.split('?');
  let target: string | undefined;
  const location = {
    origin: 'https://host.example',
    pathname,
    search: query ? `?${query}` : '',
    replace: (url: string) => (target = url)
  };
  runInNewContext(script, { location });
  return target;
}
