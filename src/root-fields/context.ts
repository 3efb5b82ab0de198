/**
 * What a root field finds in its context at run time, beside what the data engine has: the services of the subjects that it puts into the schema.
 *
 * Each subject adds one property here and hands it over in `contextFor` of server.ts. They are optional where a test builds a context without them; a
 * field that misses its service says so through `serviceOf`.
 */
import type { AccessAdministration } from '../access/administration.ts';
import type { AuditEntry } from '../access/audit-buffer.ts';
import type { Allocator } from '../data/allocate/allocator.ts';
import type { RequestContext } from '../data/context.ts';
import type { OperationAdministration } from '../operations/operation-administration.ts';
import type { Webhooks } from '../webhooks/webhooks.ts';

export interface AppContext extends RequestContext {
  /** The name of the request in the log and in the audit trail. */
  readonly requestId?: string | undefined;
  /** Where it came from. */
  readonly address?: string | undefined;
  /** What a subscription has to tell this time. */
  readonly event?: object;
  /** Who may do what, for those who decide it. */
  readonly administration?: AccessAdministration;
  /** Which operations are registered, for those who decide it. */
  readonly operations?: OperationAdministration;
  /** Takes what is free of the address plan. */
  readonly allocator?: Allocator;
  /** Who is told of changes. */
  readonly webhooks?: Webhooks;
  /** Answers that are given again, for those who look after the server. */
  readonly cache?: { statistics(): object; explain(key: string): object | undefined } | undefined;
  /** Where refusals of access are noted. */
  readonly audit?: { note(entry: AuditEntry): void };
}

/** A service that the field cannot do without; missing it is a defect of whoever built the context. */
export function serviceOf<K extends keyof AppContext>(context: AppContext, name: K): NonNullable<AppContext[K]> {
  const service = context[name];
  if (service === undefined || service === null) throw new Error(`The context of this request has no ${name}.`);
  return service as NonNullable<AppContext[K]>;
}
