// The arrows of the project: pages -> lib -> samples, tests -> everything, the peer server for itself.
/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'nothing-imports-tests',
      severity: 'error',
      from: { pathNot: '^(tests/|playwright\\.config\\.ts)' },
      to: { path: '^tests/' },
    },
    { name: 'nothing-imports-pages', severity: 'error', from: {}, to: { path: '^src/pages/' } },
    {
      name: 'samples-import-samples-only',
      severity: 'error',
      from: { path: '^src/samples/' },
      to: { path: '^(src/(?!samples/)|scripts/|peer-server/)' },
    },
    {
      name: 'a-sample-stands-alone',
      severity: 'error',
      from: { path: '^src/samples/([^/]+/[^/]+)/' },
      to: { path: '^src/samples/[^/]+/', pathNot: '^src/samples/$1/' },
    },
    {
      name: 'peer-server-stands-alone',
      severity: 'error',
      from: { path: '^peer-server/' },
      to: { path: '^(src|scripts)/' },
    },
    {
      name: 'site-without-commands',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(scripts|peer-server)/' },
    },
    {
      name: 'only-what-is-declared',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
