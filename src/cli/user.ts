/** `wayleave user …`: people whom an identity provider vouches for, and the roles that they have beside those it claims for them. */
import { Command } from 'commander';
import { administer, collect, table, wholeNumber } from './administer.ts';

interface SaveOptions {
  readonly issuer: string;
  readonly subject: string;
  readonly name?: string;
  readonly role?: readonly string[];
  readonly disabled?: true;
  readonly json?: true;
}

export function userCommand(): Command {
  const command = new Command('user');
  command
    .command('save')
    .description('Stores a person, or replaces the roles of one who is stored.')
    .requiredOption('--issuer <url>', 'the provider, as `iss` says it')
    .requiredOption('--subject <id>', 'the person, as `sub` says it')
    .option('--name <name>', 'how the person is called; the subject when left out')
    .option('--role <role>', 'a role of theirs; may be repeated', collect)
    .option('--disabled', 'refuses them, whatever the provider says')
    .option('--json', 'print {"id"}')
    .addHelpText(
      'after',
      '\nExamples:\n  wayleave user save --issuer https://login.example.org --subject 8f14e45f --name "Ada Lovelace" --role administrator',
    )
    .action(save);
  command
    .command('delete')
    .description('Forgets a person; the roles that the provider claims for them stay.')
    .argument('<user>', 'the id, as `user list` shows it', wholeNumber)
    .action(async (id: number) => {
      await administer((administration, author) => administration.users.delete(id, author));
      console.log(`User ${id} is gone.`);
    });
  command.command('list').description('Lists the people who are stored.').option('--json', 'print them as JSON').action(list);
  return command;
}

async function save({ issuer, subject, name = subject, role = [], disabled, json }: SaveOptions): Promise<void> {
  const id = await administer((administration, author) =>
    administration.users.save({ issuer, subject, name, roles: role, isDisabled: disabled ?? false }, author),
  );
  console.log(json ? JSON.stringify({ id: String(id) }) : `Saved; the user has the id ${id}.`);
}

async function list({ json }: { json?: true }): Promise<void> {
  const users = await administer((administration) => administration.users.list());
  if (json) {
    console.log(JSON.stringify(users.map((user) => ({ ...user, id: String(user.id) }))));
    return;
  }
  const rows = users.map(({ id, name, subject, issuer, roles, isDisabled }) => [
    String(id),
    name,
    roles.join(',') || '-',
    isDisabled ? 'disabled' : 'stands',
    subject,
    issuer,
  ]);
  console.log(table(['ID', 'NAME', 'ROLES', 'STATE', 'SUBJECT', 'ISSUER'], rows));
}
