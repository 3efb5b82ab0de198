/** `wayleave token …`: API tokens, made, listed, renewed and ended, also while a server runs: it follows within a second. */
import { Command, Option } from 'commander';
import type { OperationsMode } from '../access/viewer.ts';
import { administer, collect, duration, table, wholeNumber } from './administer.ts';

interface CreateOptions {
  readonly name: string;
  readonly role: string;
  readonly tenant?: readonly string[];
  readonly site?: readonly string[];
  readonly address?: readonly string[];
  readonly budget?: number;
  readonly expires?: number;
  readonly readOnly?: true;
  readonly operations: OperationsMode;
  readonly json?: true;
}

export function tokenCommand(): Command {
  const command = new Command('token');
  command
    .command('create')
    .description('Makes a token and prints it, this once.')
    .requiredOption('--name <name>', 'what the token is for, as people will read it')
    .requiredOption('--role <role>', 'what its bearer may do: administrator, interactive, integrator, or a role of yours')
    .option('--tenant <slug>', 'only what belongs to this tenant; may be repeated', collect)
    .option('--site <slug>', 'only what lies at this site; may be repeated', collect)
    .option('--address <cidr>', 'only from these addresses, e.g. 192.0.2.0/24; may be repeated', collect)
    .option('--budget <points>', 'how many points its budget holds, in place of its role’s', wholeNumber)
    .option('--expires <duration>', 'when it ends, e.g. 30d; never when left out', duration)
    .option('--read-only', 'refuses every mutation')
    .addOption(
      new Option('--operations <mode>', 'what it may run: any text; any, but unknown ones are noted; known ones; known ones by id')
        .choices(['any', 'note-unknown', 'known', 'ids'])
        .default('any'),
    )
    .option('--json', 'print {"token", "id"}')
    .addHelpText(
      'after',
      '\nExamples:\n  wayleave token create --name grafana --role interactive --read-only --expires 90d\n  wayleave token create --name billing --role integrator --tenant acme --budget 100000 --operations ids --json',
    )
    .action(create);
  command
    .command('list')
    .description('Lists the tokens that stand, without their secrets.')
    .option('--all', 'those that were revoked or have expired, too')
    .option('--json', 'print them as JSON')
    .addHelpText('after', '\nExamples:\n  wayleave token list\n  wayleave token list --all --json | jq ".[].name"')
    .action(list);
  command
    .command('revoke')
    .description('Ends a token, everywhere within a second.')
    .argument('<token>', 'its id, its key id, or its name')
    .option('--json', 'print {"id"}')
    .addHelpText('after', '\nExamples:\n  wayleave token revoke 12\n  wayleave token revoke grafana')
    .action(async (reference: string, { json }: { json?: true }) => {
      const id = await administer((administration, author) => administration.tokens.revoke(reference, author));
      console.log(json ? JSON.stringify({ id: String(id) }) : `Token ${id} has ended.`);
    });
  command
    .command('rotate')
    .description('Makes a new secret with the same rights, and ends the old one.')
    .argument('<token>', 'its id, its key id, or its name')
    .option('--grace <duration>', 'how long the old secret goes on, e.g. 1h; not at all when left out', duration)
    .option('--json', 'print {"token", "id"}')
    .addHelpText('after', '\nExamples:\n  wayleave token rotate grafana --grace 1h')
    .action(async (reference: string, { grace, json }: { grace?: number; json?: true }) => {
      const { id, token } = await administer((administration, author) => administration.tokens.rotate(reference, author, grace));
      print(id, token, json);
    });
  return command;
}

async function create(options: CreateOptions): Promise<void> {
  const { name, role, tenant, site, address, budget, expires, readOnly, operations, json } = options;
  const { id, token } = await administer((administration, author) =>
    administration.tokens.create(
      {
        name,
        role,
        tenants: tenant,
        sites: site,
        addresses: address,
        budget,
        expires: expires === undefined ? undefined : new Date(Date.now() + expires),
        isReadOnly: readOnly ?? false,
        operations,
      },
      author,
    ),
  );
  print(id, token, json);
}

function print(id: number, token: string, json: true | undefined): void {
  if (json) console.log(JSON.stringify({ token, id: String(id) }));
  else {
    console.log(token);
    console.error(`This is token ${id}; its secret is shown this once.`);
  }
}

async function list({ all, json }: { all?: true; json?: true }): Promise<void> {
  const tokens = await administer((administration) => administration.tokens.list({ all: all ?? false }));
  if (json) {
    console.log(JSON.stringify(tokens.map((token) => ({ ...token, id: String(token.id) }))));
    return;
  }
  const state = ({ revoked, expires }: (typeof tokens)[number]): string =>
    revoked ? 'revoked' : expires === null ? 'stands' : `${Date.parse(expires) > Date.now() ? 'until' : 'expired'} ${expires.slice(0, 10)}`;
  const rows = tokens.map((token) => [
    String(token.id),
    token.name,
    token.role,
    [...(token.tenants ?? []), ...(token.sites ?? [])].join(',') || '-',
    token.isReadOnly ? 'read-only' : '-',
    token.operations,
    state(token),
    token.lastUsed?.slice(0, 16) ?? 'never used',
  ]);
  console.log(table(['ID', 'NAME', 'ROLE', 'SCOPE', 'WRITES', 'OPERATIONS', 'STATE', 'LAST USED'], rows));
}
