// PostGraphile as its documentation sets it up for production, over the schema `peer`.
process.env.NODE_ENV ??= 'production';
process.env.GRAPHILE_ENV ??= 'production';
const { CONNECTIONS, serve } = await import('./serve.mjs');
const { postgraphile } = await import('postgraphile');
const { grafserv } = await import('postgraphile/grafserv/node');
const { PostGraphileAmberPreset } = await import('postgraphile/presets/amber');
const { makePgService } = await import('postgraphile/adaptors/pg');

await serve(async (server) => {
  const service = makePgService({ connectionString: process.env.DATABASE_URL, schemas: ['peer'], poolConfig: { max: CONNECTIONS } });
  const instance = postgraphile({
    extends: [PostGraphileAmberPreset],
    pgServices: [service],
    schema: { defaultBehavior: '+list +connection' },
    grafserv: { graphiql: false, watch: false },
    grafast: { explain: false },
  });
  await instance.createServ(grafserv).addTo(server);
  await instance.getSchema();
});
