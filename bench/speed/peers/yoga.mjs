// What one would write by hand: GraphQL Yoga, a DataLoader for each relation, prepared statements.
process.env.NODE_ENV ??= 'production';
const { CONNECTIONS, serve } = await import('./serve.mjs');
const { default: DataLoader } = await import('dataloader');
const { createSchema, createYoga } = await import('graphql-yoga');
const { default: pg } = await import('pg');

const typeDefs = `
  type State { iso3: String! name: String! }
  type Organization { slug: String! name: String! members(first: Int!): [Membership!]! meetings(first: Int!): [Meeting!]! }
  type Membership { status: String! from: String state: State! }
  type Meeting { slug: String! name: String! date: String documents(first: Int!): [Document!]! }
  type Document { slug: String! name: String! kind: String! signatories(first: Int!): [Action!]! }
  type Action { date: String state: State! }
  type Query { organizations(first: Int!, slugs: [String!]): [Organization!]! }
`;

/** A page for each parent, in one statement. */
const pages = (table, columns, parent, condition = 'true') =>
  `select found.* from unnest($1::int[]) as parent (id) cross join lateral
   (select ${columns}, ${parent} as parent from ${table} where ${parent} = parent.id and ${condition} order by id limit $2) as found`;

const STATEMENTS = {
  organizations: 'select id, slug, name from peer.organization where slug = any ($1) order by id limit $2',
  states: 'select id, iso3, name from peer.state where id = any ($1::int[])',
  members: pages('peer.membership', 'state_id, status, begins as "from"', 'organization_id'),
  meetings: pages('peer.meeting', 'id, slug, name, held as date', 'organization_id'),
  documents: pages('peer.document', 'id, slug, name, kind', 'meeting_id'),
  signatories: pages('peer.action', 'state_id, done as date', 'document_id', "kind = 'SIGNATURE'"),
};

await serve((server) => {
  const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: CONNECTIONS });
  const rows = async (name, values) => (await pool.query({ name, text: STATEMENTS[name], values })).rows;

  const states = () =>
    new DataLoader(async (ids) => {
      const found = new Map((await rows('states', [ids])).map((row) => [row.id, row]));
      return ids.map((id) => found.get(id));
    });

  /** Loads pages; keys are parents, one loader for each page size. */
  const lists = (name) => {
    const bySize = new Map();
    const make = (size) =>
      new DataLoader(async (ids) => {
        const found = new Map(ids.map((id) => [id, []]));
        for (const row of await rows(name, [ids, size])) found.get(row.parent).push(row);
        return ids.map((id) => found.get(id));
      });
    return (parent, { first }) => {
      if (!bySize.has(first)) bySize.set(first, make(first));
      return bySize.get(first).load(parent.id);
    };
  };

  const context = () => ({
    states: states(),
    members: lists('members'),
    meetings: lists('meetings'),
    documents: lists('documents'),
    signatories: lists('signatories'),
  });
  const list = (name) => (parent, args, loaders) => loaders[name](parent, args);
  const state = (parent, _, loaders) => loaders.states.load(parent.state_id);
  const resolvers = {
    Query: { organizations: (_, { first, slugs }) => rows('organizations', [slugs, first]) },
    Organization: { members: list('members'), meetings: list('meetings') },
    Membership: { state },
    Meeting: { documents: list('documents') },
    Document: { signatories: list('signatories') },
    Action: { state },
  };
  server.on('request', createYoga({ schema: createSchema({ typeDefs, resolvers }), context, graphiql: false, logging: false }));
});
