/** The types of the fields about access. */
import { GraphQLID as ID, GraphQLInt as Int } from 'graphql';
import { MOST_GRANTS } from '../access/role-keeper.ts';
import { defineChoice } from '../resource/choice.ts';
import { declareField, declareObject, type NewClass, newClass, type TypeReference } from '../resource/derive/type-graphql.ts';

export const AccessAction = defineChoice('AccessAction', 'What may be done with rows.', {
  VIEW: 'See them.',
  CREATE: 'Make new ones.',
  UPDATE: 'Change them.',
  DELETE: 'Remove them.',
  REVEAL: 'See the columns of them that hold secrets.',
  ADMINISTER: 'Decide who may do what.',
});

export const AllowanceChoice = defineChoice('AllowanceClass', 'Whose ceiling and budget a role has.', {
  INTERACTIVE: 'Those of people at a screen.',
  INTEGRATOR: 'Those of programs that work in bulk.',
  ADMINISTRATOR: 'Those of administrators.',
});

export const OperationsChoice = defineChoice('OperationsMode', 'What a token may run.', {
  ANY: 'Any text.',
  NOTE_UNKNOWN: 'Any text; what is not registered is noted.',
  KNOWN: 'What is registered, by its text or by its id.',
  IDS: 'What is registered, by its id alone.',
});

type Fields = Readonly<
  Record<
    string,
    { type: () => TypeReference | readonly [TypeReference]; description: string; nullable?: true; extensions?: Record<string, unknown> }
  >
>;

function object(name: string, description: string, fields: Fields): NewClass {
  const type = newClass(name);
  declareObject(type, description);
  for (const [field, options] of Object.entries(fields)) declareField(type, field, options.type, options);
  return type;
}

const text = () => String;
const texts = (): [TypeReference] => [String];
const flag = () => Boolean;

export const ApiToken = object('ApiToken', 'A token, without its secret.', {
  id: { type: () => ID, description: 'Names it in mutations and on the command line.' },
  keyId: { type: text, description: 'The part of the token that is no secret, by which it is recognised in a configuration or a log.' },
  name: { type: text, description: 'What it is for.' },
  role: { type: text, description: 'What its bearer may do.' },
  tenants: { type: texts, nullable: true, description: 'Only what belongs to these tenants; null for all.' },
  sites: { type: texts, nullable: true, description: 'Only what lies at these sites; null for all.' },
  addresses: { type: texts, nullable: true, description: 'Only from these addresses; null for all.' },
  isReadOnly: { type: flag, description: 'Whether every mutation is refused.' },
  budget: { type: () => Number, nullable: true, description: 'Points that its budget holds; null for what its role’s holds.' },
  operations: { type: () => OperationsChoice.members, description: 'What it may run.' },
  created: { type: text, description: 'When it was made.' },
  createdBy: { type: text, description: 'Who made it.' },
  expires: { type: text, nullable: true, description: 'When it ends; null for never.' },
  revoked: { type: text, nullable: true, description: 'When it was ended; null while it stands.' },
  lastUsed: { type: text, nullable: true, description: 'When it was last used, give or take some seconds.' },
});

export const IssuedApiToken = object('IssuedApiToken', 'A new token.', {
  id: { type: () => ID, description: 'Names it in mutations and on the command line.' },
  token: { type: text, description: 'The token itself, to be sent as `Authorization: Bearer …`. It is shown this once.' },
});

export const AccessGrant = object(
  'AccessGrant',
  'One thing that a role allows: an action on the rows that lie in all of the scopes named.',
  {
    id: { type: () => ID, description: 'Names it in mutations.' },
    action: { type: () => AccessAction.members, description: 'What is allowed.' },
    resource: { type: text, nullable: true, description: 'On this resource; null for all.' },
    tenants: { type: texts, nullable: true, description: 'On what belongs to these tenants.' },
    sites: { type: texts, nullable: true, description: 'On what lies at these sites.' },
    regions: { type: texts, nullable: true, description: 'On what lies in these regions, or in one below them.' },
    tags: { type: texts, nullable: true, description: 'On what bears one of these tags.' },
    statuses: { type: texts, nullable: true, description: 'On what has one of these statuses.' },
    isShared: { type: flag, description: 'Whether it holds for tokens of one tenant or site, too.' },
  },
);

export const AccessRole = object('AccessRole', 'A role: what its bearers may do.', {
  name: { type: text, description: 'Names it.' },
  description: { type: text, description: 'Who has it, and for what.' },
  allowance: { type: () => AllowanceChoice.members, description: 'Whose ceiling and budget it has.' },
  isBuiltIn: { type: flag, description: 'Whether it comes with the program and stays as it is.' },
  grants: {
    type: () => [AccessGrant],
    description: `What it allows, ${MOST_GRANTS} things at most; nothing else is.`,
    extensions: { cost: { listSize: { assumedSize: MOST_GRANTS, requireOneSlicingArgument: false } } },
  },
});

export const AccessUser = object('AccessUser', 'A person whom an identity provider vouches for.', {
  id: { type: () => ID, description: 'Names it in mutations.' },
  issuer: { type: text, description: 'The provider.' },
  subject: { type: text, description: 'The person, as the provider names them.' },
  name: { type: text, description: 'How the person is called.' },
  roles: { type: texts, description: 'Their roles, beside those that the provider claims for them.' },
  isDisabled: { type: flag, description: 'Whether they are refused, whatever the provider says.' },
});

export const AccessAuditEntry = object('AccessAuditEntry', 'Who did what to whom, when, from where, and with which result.', {
  id: { type: () => ID, description: 'Names it; later entries have larger ones.' },
  at: { type: text, description: 'When.' },
  actor: { type: text, description: 'Who: a viewer, the command line, or nobody who is known.' },
  action: { type: text, description: 'What, e.g. `login` or `token.create`.' },
  subject: { type: text, nullable: true, description: 'To what.' },
  result: { type: text, description: '`done` or `refused`.' },
  reason: { type: text, nullable: true, description: 'Why it was refused.' },
  address: { type: text, nullable: true, description: 'From where.' },
  requestId: { type: text, nullable: true, description: 'As part of which request.' },
  count: { type: () => Int, description: 'How often, where what was alike in a moment is one entry.' },
  detail: { type: text, description: 'More, as JSON.' },
});
