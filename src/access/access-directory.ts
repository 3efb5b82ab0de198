/**
 * Who there is and what each may do, in memory, never older than a second.
 *
 * Every quarter of a second one number is asked for; only when it has moved is anything read. So a token that was revoked, or a grant that was taken
 * away, ends within a second in every process. When the database does not answer, requests wait for one more try, with a deadline, and are then
 * refused: what is not known to hold does not hold.
 */
import { refuse } from '../errors/refuse.ts';
import { type AddressRanges, addressRanges } from './address-ranges.ts';
import { digestOf, isSameDigest, type Pepper, type Peppers } from './peppers.ts';
import type { ScopePaths } from './predicates.ts';
import { ProvenDigests } from './proven-digests.ts';
import type { AccessRecords, RoleRecord, Scope, TokenRecord, UserRecord } from './records.ts';
import { type Rights, rightsOf, viewerWith } from './rights.ts';
import { keyIdOf } from './token-format.ts';
import type { AllowanceClass, Viewer } from './viewer.ts';

export interface AccessDirectoryOptions {
  /** Everything as it stands, or undefined when the version is still the known one. It must end in bounded time. */
  readonly load: (known: number | undefined) => Promise<AccessRecords | undefined>;
  readonly paths: ScopePaths;
  readonly peppers: Peppers;
  /** Milliseconds since 1970, for expiries. */
  readonly now: () => number;
  /** Milliseconds of a clock that never goes back, for ages. */
  readonly monotonic: () => number;
  /** A token that proved itself under a pepper that is on its way out, to be digested anew. */
  readonly onOldPepper?: (token: TokenRecord, digest: Buffer) => void;
  readonly onUse?: (token: TokenRecord) => void;
}

export type Found = { readonly kind: 'viewer'; readonly viewer: Viewer } | { readonly kind: 'nobody'; readonly reason: Refused };
/** Why a credential is refused: for the trail, never for the client. */
export type Refused =
  | 'malformed'
  | 'unknown'
  | 'wrong secret'
  | 'expired'
  | 'wrong address'
  | 'disabled'
  | 'without a role'
  | 'forged'
  | 'ended';

/** What a moment's records mean, made once when they are read; viewers are made when they are first asked for. */
interface Snapshot {
  readonly version: number;
  readonly roles: ReadonlyMap<number, RoleRecord>;
  readonly rolesByName: ReadonlyMap<string, RoleRecord>;
  readonly users: ReadonlyMap<string, UserRecord>;
  readonly tokensByKeyId: ReadonlyMap<string, TokenRecord>;
  readonly tokensById: ReadonlyMap<string, TokenRecord>;
  readonly tokens: readonly TokenRecord[];
  readonly viewers: Map<string, KnownViewer>;
}

interface KnownViewer {
  /** The version of the records that it was last made from. */
  readonly version: number;
  /** Everything that the viewer was made of: as long as it is the same, so is the viewer. */
  readonly madeOf: string;
  readonly viewer: Viewer;
  readonly addresses: AddressRanges | undefined;
}

const POLL_MILLISECONDS = 250;
const OLDEST_MILLISECONDS = 1000;
const MOST_FIRST_POLLS = 5;
const MOST_VIEWERS = 50_000;
const nobody = (reason: Refused): Found => ({ kind: 'nobody', reason });
/** Compared with when there is no token at all. */
const NO_DIGEST = Buffer.alloc(32);

export class AccessDirectory {
  private readonly options: AccessDirectoryOptions;
  private readonly proven = new Map<string, ProvenDigests<Buffer>>();
  private snapshot: Snapshot | undefined;
  private freshAt = Number.NEGATIVE_INFINITY;
  private polling: Promise<void> | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(options: AccessDirectoryOptions) {
    this.options = options;
  }

  /** Reads everything, then goes on asking whether it has changed. */
  async start(): Promise<void> {
    for (let attempt = 1; !this.snapshot; attempt += 1)
      await this.poll().catch((error) => {
        // A poll may not take long, and on a machine that is busy with starting everything does.
        if (attempt === MOST_FIRST_POLLS) throw error;
      });
    this.timer = setInterval(() => void this.poll().catch(() => undefined), POLL_MILLISECONDS);
    this.timer.unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** Asks now, so that what this process has just changed holds at once for its next request. */
  async refresh(): Promise<void> {
    await this.polling?.catch(() => undefined);
    await this.poll();
  }

  /** The viewer of a token, as seen from an address; undefined where it is not known, which no range allows. */
  async viewerOfToken(token: string, address: string | undefined): Promise<Found> {
    const keyId = keyIdOf(token);
    if (keyId === undefined) return nobody('malformed');
    const snapshot = await this.current();
    const record = snapshot.tokensByKeyId.get(keyId);
    const { peppers } = this.options;
    const compared = record ?? decoyOf(snapshot, keyId);
    const pepper = (compared && peppers.find(compared.pepper)) ?? peppers.current;
    const { isRight } = this.provenUnder(pepper).check(token, (digest) => isSameDigest(digest, compared?.digest ?? NO_DIGEST));
    if (!record) return nobody('unknown');
    if (!isRight) return nobody('wrong secret');
    if (pepper !== peppers.current) this.options.onOldPepper?.(record, digestOf(token, peppers.current));
    return this.admit(snapshot, record, address);
  }

  /** The viewer of a session that a token began: the token must still stand. */
  async viewerOfSession(viewerId: string, address: string | undefined): Promise<Found> {
    const snapshot = await this.current();
    const record = snapshot.tokensById.get(viewerId);
    return record ? this.admit(snapshot, record, address) : nobody('ended');
  }

  /**
   * The viewer of a person whom an identity provider vouches for. Roles come from what the provider says (`claimed`, by name) and from what is stored
   * here; somebody with none is nobody.
   */
  async viewerOfPerson(person: { issuer: string; subject: string; name: string }, claimed: readonly string[]): Promise<Found> {
    const snapshot = await this.current();
    const id = personId(person);
    const user = snapshot.users.get(id);
    if (user?.isDisabled) return nobody('disabled');
    const stored = (user?.roleIds ?? []).map((roleId) => snapshot.roles.get(roleId));
    const roles = [...stored, ...claimed.map((name) => snapshot.rolesByName.get(name))].filter((role) => role !== undefined);
    const distinct = [...new Map(roles.map((role) => [role.id, role])).values()].sort((one, other) => one.id - other.id);
    if (distinct.length === 0) return nobody('without a role');
    const name = user?.name ?? person.name;
    return {
      kind: 'viewer',
      viewer: this.known(snapshot, `${id} ${distinct.map((role) => role.id)}`, () => ofPerson(id, name, distinct)).viewer,
    };
  }

  /** A role as it stands, by its name. */
  async role(name: string): Promise<RoleRecord | undefined> {
    return (await this.current()).rolesByName.get(name);
  }

  private provenUnder(pepper: Pepper): ProvenDigests<Buffer> {
    let proven = this.proven.get(pepper.name);
    if (!proven) {
      proven = new ProvenDigests((token) => digestOf(token, pepper));
      this.proven.set(pepper.name, proven);
    }
    return proven;
  }

  private admit(snapshot: Snapshot, record: TokenRecord, address: string | undefined): Found {
    if (record.expires !== undefined && record.expires <= this.options.now()) return nobody('expired');
    const role = snapshot.roles.get(record.roleId);
    if (!role) return nobody('without a role');
    const { viewer, addresses } = this.known(snapshot, viewerIdOf(record), () => ofToken(record, role));
    if (addresses && !(address !== undefined && addresses.has(address))) return nobody('wrong address');
    this.options.onUse?.(record);
    return { kind: 'viewer', viewer };
  }

  /** The viewer of this snapshot; the one of the snapshot before, where nothing that it was made of has changed. */
  private known(snapshot: Snapshot, key: string, describe: () => Described): KnownViewer {
    const known = snapshot.viewers.get(key);
    const { version, viewers } = snapshot;
    if (known?.version === version) return known;
    const { who, rights, addresses } = describe();
    const madeOf = JSON.stringify([who, rights, addresses ?? null]);
    const made: KnownViewer =
      known?.madeOf === madeOf
        ? { ...known, version }
        : { version, madeOf, viewer: viewerWith(rights, this.options.paths, who), addresses: addresses && addressRanges(addresses) };
    if (viewers.size >= MOST_VIEWERS) viewers.clear();
    viewers.set(key, made);
    return made;
  }

  private async current(): Promise<Snapshot> {
    if (!this.snapshot || this.options.monotonic() - this.freshAt >= OLDEST_MILLISECONDS) {
      try {
        await this.poll();
      } catch (error) {
        const refusal = refuse('SERVICE_UNAVAILABLE', {});
        refusal.cause = error;
        throw refusal;
      }
    }
    return this.snapshot!;
  }

  private poll(): Promise<void> {
    this.polling ??= this.read().finally(() => {
      this.polling = undefined;
    });
    return this.polling;
  }

  private async read(): Promise<void> {
    // How old an answer is counts from when it was asked for.
    const asked = this.options.monotonic();
    const records = await this.options.load(this.snapshot?.version);
    if (records) this.snapshot = snapshotOf(records, this.snapshot);
    this.freshAt = asked;
  }
}

/**
 * Some row, compared with when there is none of the key id. A constant in its place was 0.3 µs faster, the time of looking at a row that is in no cache of
 * the processor; what is left is 0.1 µs (`npm run bench -- token-timing`), of a key id that is no secret.
 */
function decoyOf({ tokens }: Snapshot, keyId: string): TokenRecord | undefined {
  return tokens[(keyId.charCodeAt(0) * 4096 + keyId.charCodeAt(1) * 64 + keyId.charCodeAt(2)) % tokens.length];
}

interface Described {
  readonly who: Omit<Viewer, 'rows' | 'fingerprint'>;
  readonly rights: Rights;
  readonly addresses: readonly string[] | undefined;
}

export const viewerIdOf = ({ id }: { readonly id: number }): string => `token:${id}`;
const personId = ({ issuer, subject }: { readonly issuer: string; readonly subject: string }): string => `person:${subject}@${issuer}`;

function ofToken(record: TokenRecord, role: RoleRecord): Described {
  const { name, operations, isReadOnly, budget, tenants, sites } = record;
  const narrowing: Scope = { ...(tenants ? { tenants } : {}), ...(sites ? { sites } : {}) };
  return {
    who: {
      id: viewerIdOf(record),
      name,
      role: role.name,
      operations,
      isReadOnly,
      allowance: role.allowance,
      ...(budget === undefined ? {} : { budget }),
      ...(tenants ? { tenants: tenants.map(String) } : {}),
    },
    rights: rightsOf(role.grants, narrowing, isReadOnly),
    addresses: record.addresses,
  };
}

function ofPerson(id: string, name: string, roles: readonly RoleRecord[]): Described {
  return {
    who: {
      id,
      name,
      role: roles.map((role) => role.name).join('+'),
      operations: 'any',
      allowance: largest(roles.map(({ allowance }) => allowance)),
    },
    rights: rightsOf(roles.flatMap(({ grants }) => grants)),
    addresses: undefined,
  };
}

function largest(classes: readonly AllowanceClass[]): AllowanceClass {
  const inOrder: readonly AllowanceClass[] = ['administrator', 'integrator', 'interactive'];
  return inOrder.find((allowance) => classes.includes(allowance)) ?? 'interactive';
}

function snapshotOf({ version, roles, users, tokens }: AccessRecords, before: Snapshot | undefined): Snapshot {
  return {
    version,
    roles: new Map(roles.map((role) => [role.id, role])),
    rolesByName: new Map(roles.map((role) => [role.name, role])),
    users: new Map(users.map((user) => [personId(user), user])),
    tokensByKeyId: new Map(tokens.map((token) => [token.keyId, token])),
    tokensById: new Map(tokens.map((token) => [viewerIdOf(token), token])),
    tokens,
    viewers: kept(before, tokens),
  };
}

/** Viewers of tokens that are gone are forgotten with them. */
function kept(before: Snapshot | undefined, tokens: readonly TokenRecord[]): Map<string, KnownViewer> {
  const ids = new Set(tokens.map(viewerIdOf));
  return new Map([...(before?.viewers ?? [])].filter(([key]) => !key.startsWith('token:') || ids.has(key)));
}
