/** Who may import whom, one rule each, with the reason as its message. See docs/architecture.md. */
const only = (name, folder, allowed, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: `^src/${folder}/` },
  to: { path: '^src/', pathNot: `^src/(${[folder, ...allowed].join('|')})` },
});

/** Each domain may import itself and those before it in the list. */
function lowerDomainsOnly(domains) {
  return domains.slice(0, -1).map((domain, index) => ({
    name: `lower-domains-only-${domain}`,
    severity: 'error',
    comment: `A domain refers to itself and those below it (${domains.join(' < ')}); what lies above is declared by name.`,
    from: { path: `^src/domains/${domain}/` },
    to: { path: `^src/domains/(${domains.slice(index + 1).join('|')})/` },
  }));
}

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'A cycle cannot be read from the top.',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    only('errors-stand-alone', 'errors', [], 'Errors are thrown everywhere, so they may need nobody.'),
    only('config-knows-errors', 'config', ['errors'], 'Configuration is read before anything else exists.'),
    only(
      'stores-know-config',
      'stores',
      ['errors', 'config', 'generated', 'access/(records|access-change|\\w+-keeper|named-scopes|audit-buffer|viewer)'],
      'Stores keep bytes and know nothing of what they mean.',
    ),
    only('resource-is-vocabulary', 'resource', [], 'The vocabulary knows no domain and no database.'),
    only(
      'domains-speak-the-vocabulary',
      'domains',
      ['resource/vocabulary'],
      'A domain says what there is, in the vocabulary and nothing else.',
    ),
    only('access-is-pure', 'access', ['errors'], 'Who may see what is decided without looking at rows.'),
    only('execution-is-handed-its-resolvers', 'execution', [], 'Execution walks documents and knows no data.'),
    only(
      'data-knows-declarations',
      'data',
      ['resource', 'access', 'stores', 'errors', 'execution/batch'],
      'The data engine turns declarations into rows and knows no transport.',
    ),
    only(
      'changes-watch-the-database',
      'changes',
      ['errors', 'config', 'stores', 'resource'],
      'What changed is told to everybody, who ever they are.',
    ),
    only(
      'topology-is-a-graph',
      'topology',
      ['errors', 'stores', 'resource', 'access', 'changes'],
      'The graph is built from rows and asked by the schema.',
    ),
    only('cost-is-a-library', 'cost', ['errors'], 'The price library serves any schema, and knows neither this one nor its data.'),
    only(
      'operations-know-documents',
      'operations',
      ['errors', 'config'],
      'A persisted operation is a text with an id, whatever it asks for.',
    ),
    only(
      'cache-keeps-bytes',
      'cache',
      ['errors', 'config', 'changes/(change|snapshot)\\.ts'],
      'The cache keeps bytes by key and tag; what they mean is told to it, and when they are out of date in the form of changes.',
    ),
    only(
      'root-fields-join-subjects',
      'root-fields',
      ['resource', 'data', 'access', 'operations', 'changes', 'webhooks', 'stores/webhook-store', 'errors', 'execution/batch'],
      'A root field puts a subject into the schema; the subjects do not know it.',
    ),
    only(
      'webhooks-tell-others',
      'webhooks',
      ['errors', 'stores', 'resource', 'data/global-id'],
      'Who is told of a change reads what the history says and nothing else.',
    ),
    only('monitoring-watches', 'monitoring', ['config', 'errors'], 'Monitoring is told; it asks nobody.'),
    only('security-comes-first', 'security', ['errors', 'config'], 'What every request passes first may not depend on what comes after.'),
    only(
      'backup-copies-stores',
      'backup',
      ['errors', 'config', 'stores'],
      'A backup is of bytes; it must work when everything above is broken.',
    ),
    only(
      'http-is-transport',
      'http',
      ['access', 'security', 'errors', 'monitoring', 'cost/shape', 'operations'],
      'HTTP is handed an executor and knows no data.',
    ),
    only(
      'exchange-fills-tables',
      'exchange',
      ['errors', 'config', 'stores', 'resource', 'domains', 'data', 'access'],
      'Import and export know rows and declarations, and no transport.',
    ),
    {
      name: 'the-database-has-few-speakers',
      severity: 'error',
      comment: 'SQL is where it can be reviewed: stores, the data engine, the changes, and the COPY of imports. Others are handed rows.',
      from: { path: '^src/', pathNot: '^src/(stores|data|changes|exchange|backup)/' },
      to: { path: 'node_modules/(pg|pg-copy-streams|@prisma|kysely)/' },
    },
    {
      name: 'redis-has-one-door',
      severity: 'error',
      comment: 'A call without a deadline and a breaker hangs when Redis freezes; src/stores/redis.ts has both.',
      from: { path: '^src/', pathNot: '^src/(stores|cache)/' },
      to: { path: 'node_modules/(@redis|ioredis|keyv|@keyv)/' },
    },
    {
      name: 'pages-stand-alone',
      severity: 'error',
      comment: 'The pages are built for browsers and share no code with the server.',
      from: { path: '^src/(?!web/)' },
      to: { path: '^src/web/' },
    },
    {
      name: 'parts-do-not-know-who-assembles-them',
      severity: 'error',
      comment: 'What one part needs of another is handed to it; only the server and the command line know where they meet.',
      from: { path: '^src/', pathNot: '^src/(assembly/|cli/|server\\.ts)' },
      to: { path: '^src/assembly/' },
    },
    {
      name: 'the-root-is-nobodys',
      severity: 'error',
      comment: 'Only the command line and tools start the server.',
      from: { path: '^src/', pathNot: '^src/(cli/|server\\.ts)' },
      to: { path: '^src/server\\.ts' },
    },
    ...lowerDomainsOnly(['extras', 'tenancy', 'organization', 'ipam', 'dcim', 'circuits', 'virtualization', 'services']),
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: 'src/(generated|web)/' },
    tsPreCompilationDeps: true,
  },
};
