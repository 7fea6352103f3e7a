/**
 * Who may import whom. The rule behind all of them: meaning does not know its surroundings. Type-only imports count.
 * `^(shared|electron|renderer)/` paths are relative to the repository.
 */
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { pathNot: allowed },
});

const SHARED_ROOT = '^shared/(result|units|environment\\.d)\\.ts$';
const path = (...folders) => [SHARED_ROOT, ...folders];

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'nothing-unresolved',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^(electron/(main|renderer|common)|@cornerstonejs/codec-.*)$' },
    },
    only('geometry', '^shared/geometry/', path('^shared/geometry/'), 'Points and lines know nothing else.'),
    only(
      'image',
      '^shared/image/',
      path(
        '^shared/(image|geometry)/',
        '^node_modules/(dicom-parser|fflate|fast-png|@noble/hashes|@cornerstonejs|@types|tiff|iobuffer)',
      ),
      'Images know pixels, not spines.',
    ),
    only(
      'spine',
      '^shared/spine/',
      path('^shared/(spine|geometry)/', '^node_modules/zod/'),
      'Spines know points, not pixels.',
    ),
    only(
      'study',
      '^shared/study/',
      path('^shared/(study|spine|geometry)/', '^node_modules/(zod|@noble/hashes)/'),
      'The document knows its meaning, not its screen.',
    ),
    only(
      'statistics',
      '^shared/statistics/',
      path('^shared/statistics/', '^node_modules/@stdlib/'),
      'Numbers in, numbers out.',
    ),
    only(
      'export',
      '^shared/(export|import)/',
      path('^shared/(export|import|study|spine|geometry|statistics)/', '^node_modules/(zod|@noble/hashes|fflate)/'),
      'Tables are made from the document.',
    ),
    only(
      'report',
      '^shared/report/',
      path('^shared/(report|export|study|spine|geometry|statistics)/'),
      'Reports are made from the document.',
    ),
    only('host-contract', '^shared/host/', path('^shared/host/', '^node_modules/zod/'), 'The contract knows no shell.'),
    {
      name: 'shared-is-pure',
      comment: 'No Node, no browser, no screen.',
      severity: 'error',
      from: { path: '^shared/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'host-without-electron',
      comment: 'Services, loopback and command line run without the Electron runtime.',
      severity: 'error',
      from: { path: '^electron/(host|loopback|cli)/' },
      to: { path: '^(electron/[^/]+\\.ts$|node_modules/electron/|electron$)' },
    },
    { name: 'electron-without-renderer', severity: 'error', from: { path: '^electron/' }, to: { path: '^renderer/' } },
    only(
      'editor-is-pure',
      '^renderer/editor/',
      ['^renderer/editor/', '^shared/'],
      'A measuring session is a series of function calls: no React, no Konva, no DOM.',
    ),
    {
      name: 'page-without-node',
      comment: 'The page has a host, not a file system.',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'page-without-shell',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { path: '^(electron/|node_modules/electron/)' },
    },
    {
      name: 'konva-only-on-canvas',
      severity: 'error',
      from: { path: '^renderer/', pathNot: '^renderer/canvas/' },
      to: { path: '^node_modules/(konva|react-konva)/' },
    },
    {
      name: 'cornerstone-behind-one-adapter',
      severity: 'error',
      from: { path: '^renderer/', pathNot: '^renderer/image/cornerstoneView\\.ts$' },
      to: { path: '^node_modules/cornerstone-core/' },
    },
    {
      name: 'canvas-below-panels',
      severity: 'error',
      from: { path: '^renderer/(canvas|files|image|hosts|messages)/' },
      to: { path: '^renderer/panels/' },
    },
    {
      name: 'files-below-canvas',
      severity: 'error',
      from: { path: '^renderer/(files|image|hosts|messages)/' },
      to: { path: '^renderer/canvas/' },
    },
    {
      name: 'nobody-imports-tests',
      severity: 'error',
      from: { path: '^(shared|electron|renderer)/' },
      to: { path: '^(test|build)/' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    enhancedResolveOptions: { conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
};
