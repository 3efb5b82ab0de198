/** `wayleave role …`: what the bearers of a role may do, and on which rows. */
import { Command, Option } from 'commander';
import type { ListedGrant } from '../access/role-administration.ts';
import type { Action, AllowanceClass } from '../access/viewer.ts';
import { administer, collect, table, wholeNumber } from './administer.ts';

interface GrantOptions {
  readonly resource?: string;
  readonly tenant?: readonly string[];
  readonly site?: readonly string[];
  readonly region?: readonly string[];
  readonly tag?: readonly string[];
  readonly status?: readonly string[];
  readonly shared?: true;
  readonly json?: true;
}

const ACTIONS = ['view', 'create', 'update', 'delete', 'reveal', 'administer'];

export function roleCommand(): Command {
  const command = new Command('role');
  command
    .command('create')
    .description('Makes a role that allows nothing yet.')
    .argument('<name>', 'small letters, digits and hyphens')
    .option('--description <text>', 'who has it, and for what', '')
    .addOption(
      new Option('--allowance <class>', 'whose ceiling and budget it has')
        .choices(['interactive', 'integrator', 'administrator'])
        .default('interactive'),
    )
    .addHelpText('after', '\nExamples:\n  wayleave role create field-engineer --description "People on site"')
    .action(async (name: string, { description, allowance }: { description: string; allowance: AllowanceClass }) => {
      await administer((administration, author) => administration.roles.create({ name, description, allowance }, author));
      console.log(`There is a role ${name}; nothing is granted to it yet.`);
    });
  command
    .command('grant')
    .description('Allows an action on the rows that lie in all of the scopes named.')
    .argument('<role>', 'its name')
    .argument('<action>', ACTIONS.join(', '))
    .option('--resource <type>', 'on this resource, named as its GraphQL type; on all when left out')
    .option('--tenant <slug>', 'on what belongs to this tenant; may be repeated', collect)
    .option('--site <slug>', 'on what lies at this site; may be repeated', collect)
    .option('--region <slug>', 'on what lies in this region or one below it; may be repeated', collect)
    .option('--tag <slug>', 'on what bears this tag; may be repeated', collect)
    .option('--status <status>', 'on what has this status, e.g. ACTIVE; may be repeated', collect)
    .option('--shared', 'also for tokens of one tenant or site: for what belongs to nobody, as device types do')
    .option('--json', 'print {"id"}')
    .addHelpText(
      'after',
      '\nExamples:\n  wayleave role grant field-engineer view --region emea\n  wayleave role grant field-engineer update --resource Device --region emea --status PLANNED --status STAGED\n  wayleave role grant field-engineer view --resource DeviceType --shared',
    )
    .action(grant);
  command
    .command('ungrant')
    .description('Takes a grant away, everywhere within a second.')
    .argument('<grant>', 'its id, as `role list` shows it', wholeNumber)
    .action(async (id: number) => {
      await administer((administration, author) => administration.roles.removeGrant(id, author));
      console.log(`Grant ${id} is gone.`);
    });
  command
    .command('delete')
    .description('Removes a role that no token has.')
    .argument('<name>', 'its name')
    .action(async (name: string) => {
      await administer((administration, author) => administration.roles.delete(name, author));
      console.log(`The role ${name} is gone.`);
    });
  command
    .command('list')
    .description('Lists the roles with their grants.')
    .option('--json', 'print them as JSON')
    .addHelpText('after', '\nExamples:\n  wayleave role list\n  wayleave role list --json | jq ".[].grants"')
    .action(list);
  return command;
}

async function grant(role: string, action: string, options: GrantOptions, command: Command): Promise<void> {
  if (!ACTIONS.includes(action)) command.error(`error: ${action} is no action; there are ${ACTIONS.join(', ')}.`, { exitCode: 2 });
  const { resource, tenant, site, region, tag, status, shared, json } = options;
  const id = await administer((administration, author) =>
    administration.roles.grant(
      role,
      {
        action: action as Action,
        resource,
        tenants: tenant,
        sites: site,
        regions: region,
        tags: tag,
        statuses: status,
        isShared: shared ?? false,
      },
      author,
    ),
  );
  console.log(json ? JSON.stringify({ id: String(id) }) : `Granted; the grant has the id ${id}.`);
}

async function list({ json }: { json?: true }): Promise<void> {
  const roles = await administer((administration) => administration.roles.list());
  if (json) {
    console.log(JSON.stringify(roles));
    return;
  }
  const rows = roles.flatMap(({ name, allowance, grants }) =>
    grants.length === 0
      ? [[name, allowance, '-', '-', 'nothing', '-']]
      : grants.map((held) => [name, allowance, String(held.id), held.action, held.resource ?? 'everything', scopeOf(held)]),
  );
  console.log(table(['ROLE', 'ALLOWANCE', 'GRANT', 'ACTION', 'ON', 'WHERE'], rows));
}

function scopeOf({ tenants, sites, regions, tags, statuses, isShared }: ListedGrant): string {
  const named = Object.entries({ tenant: tenants, site: sites, region: regions, tag: tags, status: statuses });
  const parts = named.flatMap(([dimension, values]) => (values ? [`${dimension} ${values.join('|')}`] : []));
  return [...parts, ...(isShared ? ['shared'] : [])].join(', ') || '-';
}
