/**
 * Who may do what, as fields: tokens, roles, people and the trail, for those who administer and nobody else.
 *
 * A field says `needs: 'administer'` in its extensions, so that a schema can be shaped to who reads it; what counts is the check in front of each answer
 * (`administered.ts`).
 */
import { GraphQLID as ID, GraphQLInt as Int } from 'graphql';
import { AccessChangeRefused } from '../access/access-change.ts';
import type { AccessAdministration } from '../access/administration.ts';
import type { Administrator } from '../access/administrator.ts';
import type { ListedGrant } from '../access/role-administration.ts';
import type { Action, AllowanceClass, OperationsMode } from '../access/viewer.ts';
import { refuse } from '../errors/refuse.ts';
import { declareMutation, declareQuery, declareRoot } from '../resource/derive/type-graphql.ts';
import {
  AccessAction,
  AccessAuditEntry,
  AccessGrant,
  AccessRole,
  AccessUser,
  AllowanceChoice,
  ApiToken,
  IssuedApiToken,
  OperationsChoice,
} from './access-types.ts';
import { administered, type Values } from './administered.ts';
import { serviceOf } from './context.ts';

export const AccessRoot = declareRoot('AccessRoot');

const MOST = 200;
const MUTATION_WEIGHT = 10;
const slugs = () => [String];

type Answer = (administration: AccessAdministration, args: Values, author: Administrator) => Promise<unknown>;

const answered = (field: string, answer: Answer) =>
  administered(field, (app, args, author) => answer(serviceOf(app, 'administration'), args, author));

const reading = (field: string, answer: Answer, assumedSize?: number) => ({
  needs: 'administer',
  batch: answered(field, answer),
  ...(assumedSize ? { cost: { listSize: { assumedSize, slicingArguments: ['first'], requireOneSlicingArgument: false } } } : {}),
});

const writing = (field: string, answer: Answer) => ({
  needs: 'administer',
  cost: { weight: MUTATION_WEIGHT },
  batch: answered(field, answer),
});

function page({ first = 50 }: Values): number {
  const size = first as number;
  if (size < 0) throw refuse('PAGE_NEGATIVE', { size });
  if (size > MOST) throw refuse('PAGE_TOO_LARGE', { size, most: MOST });
  return size;
}

const texts = (value: unknown): readonly string[] | undefined => (value as readonly string[] | null | undefined) ?? undefined;
const choice = (value: unknown): string | undefined => (value as string | null | undefined)?.toLowerCase().replaceAll('_', '-');
const shout = (value: string): string => value.toUpperCase().replaceAll('-', '_');
const asGrant = (grant: ListedGrant) => ({
  ...grant,
  id: String(grant.id),
  action: shout(grant.action),
  isShared: grant.isShared ?? false,
});

declareQuery(AccessRoot, 'apiTokens', () => [ApiToken], {
  description: 'The API tokens, oldest first; nothing of their secrets.',
  args: [
    { name: 'first', type: () => Int, defaultValue: 50, description: `So many, ${MOST} at most.` },
    { name: 'after', type: () => ID, description: 'Only those after the token of this id.' },
    { name: 'all', type: () => Boolean, defaultValue: false, description: 'Those that were revoked or have expired, too.' },
  ],
  extensions: reading(
    'apiTokens',
    async (administration, args) => {
      const after = args['after'] === undefined || args['after'] === null ? 0 : idOf(args['after']);
      const tokens = await administration.tokens.list({ first: page(args), after, all: args['all'] === true });
      return tokens.map((token) => ({ ...token, id: String(token.id), operations: shout(token.operations) }));
    },
    50,
  ),
});

declareQuery(AccessRoot, 'roles', () => [AccessRole], {
  description: 'The roles with what they allow, oldest first.',
  args: [{ name: 'first', type: () => Int, defaultValue: 50, description: `So many, ${MOST} at most.` }],
  extensions: reading(
    'roles',
    async (administration, args) => {
      const roles = await administration.roles.list();
      return roles.slice(0, page(args)).map((role) => ({ ...role, allowance: shout(role.allowance), grants: role.grants.map(asGrant) }));
    },
    50,
  ),
});

declareQuery(AccessRoot, 'users', () => [AccessUser], {
  description: 'People whom an identity provider vouches for and who have roles here, by their ids.',
  args: [
    { name: 'first', type: () => Int, defaultValue: 50, description: `So many, ${MOST} at most.` },
    { name: 'after', type: () => ID, description: 'Only those after the user of this id.' },
  ],
  extensions: reading(
    'users',
    async (administration, args) => {
      const after = args['after'] === undefined || args['after'] === null ? 0 : idOf(args['after']);
      const users = (await administration.users.list()).filter(({ id }) => id > after);
      return users.slice(0, page(args)).map((user) => ({ ...user, id: String(user.id) }));
    },
    50,
  ),
});

declareQuery(AccessRoot, 'accessAudit', () => [AccessAuditEntry], {
  description: 'The trail of sign-ins, refusals, and changes of tokens, roles, people and registered operations; the latest first.',
  args: [
    { name: 'first', type: () => Int, defaultValue: 50, description: `So many, ${MOST} at most.` },
    { name: 'before', type: () => ID, description: 'Only entries before the one of this id.' },
  ],
  extensions: reading(
    'accessAudit',
    async (administration, args) => {
      const before = args['before'] === undefined || args['before'] === null ? undefined : idOf(args['before']);
      const rows = await administration.audit({ first: page(args), before });
      return rows.map((row) => ({ ...row, id: String(row.id), detail: JSON.stringify(row.detail) }));
    },
    50,
  ),
});

declareMutation(AccessRoot, 'createApiToken', () => IssuedApiToken, {
  description: 'Makes a token. Its secret is in this answer and nowhere else.',
  args: [
    { name: 'name', type: () => String, nullable: false, description: 'What the token is for, as people will read it.' },
    { name: 'role', type: () => String, nullable: false, description: 'What its bearer may do.' },
    { name: 'tenants', type: slugs, description: 'Only what belongs to these tenants, by their slugs.' },
    { name: 'sites', type: slugs, description: 'Only what lies at these sites, by their slugs.' },
    { name: 'addresses', type: () => [String], description: 'Only from these addresses, as CIDR ranges.' },
    { name: 'readOnly', type: () => Boolean, defaultValue: false, description: 'Refuses every mutation.' },
    { name: 'budget', type: () => Int, description: 'How many points its budget holds, in place of its role’s.' },
    { name: 'operations', type: () => OperationsChoice.members, description: 'What it may run; any text unless said otherwise.' },
    { name: 'expiresInDays', type: () => Int, description: 'When it ends; never when left out.' },
  ],
  extensions: writing('createApiToken', async (administration, args, author) => {
    const days = args['expiresInDays'] as number | null | undefined;
    const budget = args['budget'] as number | null | undefined;
    if (typeof budget === 'number' && budget < 1) throw new AccessChangeRefused('A budget holds 1 point or more.');
    const { id, token } = await administration.tokens.create(
      {
        name: args['name'] as string,
        role: args['role'] as string,
        tenants: texts(args['tenants']),
        sites: texts(args['sites']),
        addresses: texts(args['addresses']),
        isReadOnly: args['readOnly'] === true,
        budget: budget ?? undefined,
        operations: choice(args['operations']) as OperationsMode | undefined,
        expires: typeof days === 'number' ? new Date(Date.now() + days * 86_400_000) : undefined,
      },
      author,
    );
    return { id: String(id), token };
  }),
});

declareMutation(AccessRoot, 'rotateApiToken', () => IssuedApiToken, {
  description: 'Makes a new secret with the same rights, and ends the old one.',
  args: [
    { name: 'id', type: () => ID, nullable: false, description: 'The id of the token.' },
    { name: 'graceSeconds', type: () => Int, defaultValue: 0, description: 'How long the old secret goes on.' },
  ],
  extensions: writing('rotateApiToken', async (administration, args, author) => {
    const grace = Math.max(0, args['graceSeconds'] as number) * 1000;
    const { id, token } = await administration.tokens.rotate(String(idOf(args['id'])), author, grace);
    return { id: String(id), token };
  }),
});

declareMutation(AccessRoot, 'revokeApiToken', () => Boolean, {
  description: 'Ends a token, everywhere within a second.',
  args: [{ name: 'id', type: () => ID, nullable: false, description: 'The id of the token.' }],
  extensions: writing('revokeApiToken', async (administration, args, author) => {
    await administration.tokens.revoke(String(idOf(args['id'])), author);
    return true;
  }),
});

declareMutation(AccessRoot, 'createRole', () => Boolean, {
  description: 'Makes a role that allows nothing yet.',
  args: [
    { name: 'name', type: () => String, nullable: false, description: 'Small letters, digits and hyphens.' },
    { name: 'description', type: () => String, description: 'Who has it, and for what.' },
    {
      name: 'allowance',
      type: () => AllowanceChoice.members,
      description: 'Whose ceiling and budget it has; INTERACTIVE unless said otherwise.',
    },
  ],
  extensions: writing('createRole', async (administration, args, author) => {
    const allowance = (choice(args['allowance']) ?? 'interactive') as AllowanceClass;
    await administration.roles.create(
      { name: args['name'] as string, description: (args['description'] as string | null | undefined) ?? '', allowance },
      author,
    );
    return true;
  }),
});

declareMutation(AccessRoot, 'deleteRole', () => Boolean, {
  description: 'Removes a role that no token has.',
  args: [{ name: 'name', type: () => String, nullable: false, description: 'Its name.' }],
  extensions: writing('deleteRole', async (administration, args, author) => {
    await administration.roles.delete(args['name'] as string, author);
    return true;
  }),
});

declareMutation(AccessRoot, 'grantToRole', () => AccessGrant, {
  description: 'Allows an action on the rows that lie in all of the scopes named.',
  args: [
    { name: 'role', type: () => String, nullable: false, description: 'The name of the role.' },
    { name: 'action', type: () => AccessAction.members, nullable: false, description: 'What is allowed.' },
    { name: 'resource', type: () => String, description: 'On this resource, named as its type; on all when left out.' },
    { name: 'tenants', type: slugs, description: 'On what belongs to these tenants.' },
    { name: 'sites', type: slugs, description: 'On what lies at these sites.' },
    { name: 'regions', type: slugs, description: 'On what lies in these regions, or in one below them.' },
    { name: 'tags', type: slugs, description: 'On what bears one of these tags.' },
    { name: 'statuses', type: () => [String], description: 'On what has one of these statuses.' },
    {
      name: 'shared',
      type: () => Boolean,
      defaultValue: false,
      description: 'Also for tokens of one tenant or site: for what belongs to nobody.',
    },
  ],
  extensions: writing('grantToRole', async (administration, args, author) => {
    const wanted = {
      action: choice(args['action']) as Action,
      resource: (args['resource'] as string | null | undefined) ?? undefined,
      tenants: texts(args['tenants']),
      sites: texts(args['sites']),
      regions: texts(args['regions']),
      tags: texts(args['tags']),
      statuses: texts(args['statuses']),
      isShared: args['shared'] === true,
    };
    const id = await administration.roles.grant(args['role'] as string, wanted, author);
    return asGrant({ id, ...wanted });
  }),
});

declareMutation(AccessRoot, 'removeGrant', () => Boolean, {
  description: 'Takes a grant away, everywhere within a second.',
  args: [{ name: 'id', type: () => ID, nullable: false, description: 'The id of the grant.' }],
  extensions: writing('removeGrant', async (administration, args, author) => {
    await administration.roles.removeGrant(idOf(args['id']), author);
    return true;
  }),
});

declareMutation(AccessRoot, 'saveUser', () => AccessUser, {
  description: 'Stores a person whom an identity provider vouches for, or replaces the roles of one who is stored.',
  args: [
    { name: 'issuer', type: () => String, nullable: false, description: 'The provider, as `iss` says it.' },
    { name: 'subject', type: () => String, nullable: false, description: 'The person, as `sub` says it.' },
    { name: 'name', type: () => String, nullable: false, description: 'How the person is called.' },
    { name: 'roles', type: () => [String], nullable: false, description: 'The names of their roles.' },
    { name: 'disabled', type: () => Boolean, defaultValue: false, description: 'Refuses them, whatever the provider says.' },
  ],
  extensions: writing('saveUser', async (administration, args, author) => {
    const user = {
      issuer: args['issuer'] as string,
      subject: args['subject'] as string,
      name: args['name'] as string,
      roles: args['roles'] as readonly string[],
      isDisabled: args['disabled'] === true,
    };
    return { ...user, id: String(await administration.users.save(user, author)) };
  }),
});

declareMutation(AccessRoot, 'deleteUser', () => Boolean, {
  description: 'Forgets a person; the roles that the provider claims for them stay.',
  args: [{ name: 'id', type: () => ID, nullable: false, description: 'The id of the user.' }],
  extensions: writing('deleteUser', async (administration, args, author) => {
    await administration.users.delete(idOf(args['id']), author);
    return true;
  }),
});

/** Ids of what is no resource are plain numbers. */
function idOf(value: unknown): number {
  if (!/^[1-9]\d{0,14}$/.test(String(value))) throw new AccessChangeRefused('This is no id; ids here are whole numbers.');
  return Number(value);
}
