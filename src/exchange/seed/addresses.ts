/** Address arithmetic of the demo estate: blocks are cut from blocks, hosts are counted up, and everything is written as PostgreSQL reads it. */

export function ipv4(address: number): string {
  return `${address >>> 24}.${(address >>> 16) & 255}.${(address >>> 8) & 255}.${address & 255}`;
}

export function macAddress(serial: number): string {
  // 02: locally administered, so that no vendor's addresses are taken in vain.
  const hex = (0x020000000000 + serial).toString(16).padStart(12, '0');
  return `${hex.slice(0, 2)}:${hex.slice(2, 4)}:${hex.slice(4, 6)}:${hex.slice(6, 8)}:${hex.slice(8, 10)}:${hex.slice(10, 12)}`;
}

/** Cuts aligned IPv4 blocks from a range, first to last. */
export class Ipv4Space {
  #next: number;
  readonly #end: number;

  constructor(start: string, length: number) {
    this.#next = start.split('.').reduce((address, octet) => address * 256 + Number(octet), 0);
    this.#end = this.#next + 2 ** (32 - length);
  }

  /** The first address of a free block of this prefix length. */
  cut(length: number): number {
    const size = 2 ** (32 - length);
    const start = Math.ceil(this.#next / size) * size;
    if (start + size > this.#end) throw new RangeError(`The demo estate has run out of IPv4 space for a /${length}.`);
    this.#next = start + size;
    return start;
  }
}

/** A dual-stack subnet whose hosts are given out from the first up. */
export class Subnet {
  readonly ipv4Prefix: string;
  readonly ipv6Prefix: string;
  readonly start: number;
  readonly length: number;
  readonly #ipv6: string;
  #host = 0;

  /** `ipv6` is the network without its trailing `::`. */
  constructor(start: number, length: number, ipv6: string) {
    this.start = start;
    this.length = length;
    this.#ipv6 = ipv6;
    this.ipv4Prefix = `${ipv4(start)}/${length}`;
    this.ipv6Prefix = `${ipv6}::/64`;
  }

  get hasRoom(): boolean {
    return this.#host < 2 ** (32 - this.length) - 2;
  }

  /** The next host, in both families, each with the mask of the subnet. */
  host(): { readonly ipv4: string; readonly ipv6: string } {
    if (!this.hasRoom) throw new RangeError(`Subnet ${this.ipv4Prefix} of the demo estate is full.`);
    this.#host++;
    return { ipv4: `${ipv4(this.start + this.#host)}/${this.length}`, ipv6: `${this.#ipv6}::${this.#host.toString(16)}/64` };
  }

  /** Both ends of the next point-to-point link: /31 and /127. */
  link(): {
    readonly a: { ipv4: string; ipv6: string };
    readonly z: { ipv4: string; ipv6: string };
    ipv4Prefix: string;
    ipv6Prefix: string;
  } {
    if (this.#host + 2 > 2 ** (32 - this.length)) throw new RangeError(`Subnet ${this.ipv4Prefix} of the demo estate is full.`);
    const first = this.#host;
    this.#host += 2;
    const four = this.start + first;
    return {
      a: { ipv4: `${ipv4(four)}/31`, ipv6: `${this.#ipv6}::${first.toString(16)}/127` },
      z: { ipv4: `${ipv4(four + 1)}/31`, ipv6: `${this.#ipv6}::${(first + 1).toString(16)}/127` },
      ipv4Prefix: `${ipv4(four)}/31`,
      ipv6Prefix: `${this.#ipv6}::${first.toString(16)}/127`,
    };
  }
}
