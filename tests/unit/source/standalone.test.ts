import { expect, test } from 'vitest';
import { standalone, StandaloneError } from '../../../src/lib/source/standalone.ts';

const write = (scripts: Record<string, string>) =>
  standalone({
    title: 'A <title>',
    id: 'group/slug',
    html: '<button>Start</button>',
    styles: ['body { color: red; }'],
    scripts: new Map(Object.entries(scripts)),
    vendor: (name) => Promise.resolve(`export default '${name}';`),
  });

test('joins the files, helpers first, and brings packages along', async () => {
  const html = await write({
    'main.js': `import Chart from 'chart.js/auto';\nimport { help } from './help.js';\nhelp(Chart);\n`,
    'help.js': `export function help(x) {\n  return x;\n}\n`,
  });
  const [, script = ''] = /<script type="module">\n([^]*)<\/script>/.exec(html) ?? [];
  expect(script).toBe(`import Chart from 'chart.js/auto';\n\nfunction help(x) {\n  return x;\n}\n\nhelp(Chart);\n`);
  const [, map = ''] = /<script type="importmap">(.*)<\/script>/.exec(html) ?? [];
  const { imports } = JSON.parse(map) as { imports: Record<string, string> };
  expect(atob(imports['chart.js/auto']!.split(',')[1]!)).toBe("export default 'chart.js/auto';");
  expect(html).toContain('<title>A &lt;title></title>');
  expect(html).toContain('<button>Start</button>');
  expect(html).toContain('body { color: red; }');
});

test('a worker travels as a script block, and what it imports with it', async () => {
  const html = await write({
    'main.js': `new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });\n`,
    'worker.js': `import { key } from './key.js';\nkey('</script>');\n`,
    'key.js': `export const key = (text) => text;\n`,
  });
  expect(html).toContain(`new Worker(fileUrl('worker.js'), { type: 'module' });`);
  expect(html).toContain(
    `<script type="text/plain" id="worker.js">\nconst key = (text) => text;\n\nkey('<\\/script>');\n</script>`,
  );
  expect(html).toContain('function fileUrl(id)');
});

test('a package that is loaded on demand stays out of the file', async () => {
  const html = await write({ 'main.js': `console.log(import.meta.resolve('@vladmandic/face-api'));\n` });
  expect(html).toContain(`console.log(import.meta.resolve('@vladmandic/face-api'));`);
  expect(html).not.toContain('importmap');
});

test.for([
  [
    { 'main.js': `import { a } from './a.js';\nconst b = 1;`, 'a.js': `const b = 2;\nexport const a = b;` },
    '“b” stands in a.js and in main.js',
  ],
  [
    { 'main.js': `import { a as c } from './a.js';`, 'a.js': `export const a = 1;` },
    'import by the name that the other file gives',
  ],
  [
    { 'main.js': `import * as a from './a.js';`, 'a.js': `export const a = 1;` },
    'import by the name that the other file gives',
  ],
  [{ 'main.js': `import a from './a.js';`, 'a.js': `export default 1;` }, 'import by the name'],
  [
    { 'main.js': `import { a } from './a.js';`, 'a.js': `const a = 1;\nexport { a };` },
    'a.js: write “export” before the declaration',
  ],
  [{ 'main.js': `import { a } from './missing.js';` }, 'missing.js: there is no such file'],
  [{ 'main.js': `import lodash from 'lodash';` }, '“lodash” is neither a file of the folder'],
  [
    { 'main.js': `new Worker(new URL('./w.js', import.meta.url));`, 'w.js': `import 'webrtc-adapter';` },
    'w.js: a worker has no import map',
  ],
] as const)('%o is refused with the way out', async ([scripts, sentence]) => {
  await expect(write(scripts)).rejects.toThrow(StandaloneError);
  await expect(write(scripts)).rejects.toThrow(sentence);
});
