/** Webhooks aimed at this host, its neighbours and its cloud: refused when they are entered and, whatever a name resolves to, when they are sent. */
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { addressPolicy } from '../../../src/webhooks/address-policy.ts';
import { problemOfUrl } from '../../../src/webhooks/check-url.ts';
import { type PostLimits, post, type Resolver } from '../../../src/webhooks/post.ts';

const policy = addressPolicy([]);
const loopback = addressPolicy(['127.0.0.0/8']);

describe('a URL', () => {
  it.each([
    'http://127.0.0.1/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::127.0.0.1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[64:ff9b:1::a00:1]/',
    'http://[2002:7f00:1::]/',
    'http://[fe80::1]/',
    'http://[fd00:ec2::254]/',
    'http://0.0.0.0/',
    'http://0/',
    'http://2130706433/',
    'http://0177.0.0.1/',
    'http://0x7f.1/',
    'http://127.1/',
    'http://１２７.0.0.1/',
    'http://127。0。0。1/',
    'http://10.0.0.1/',
    'http://172.31.255.255/',
    'http://192.168.1.1/',
    'http://100.64.0.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://224.0.0.1/',
    'http://255.255.255.255/',
    'http://localhost/',
    'http://localhost./',
    'http://LOCALHOST/',
    'http://api.localhost/',
    'http://metadata/',
    'http://metadata.google.internal/',
    'http://printer.local/',
    'http://a@127.0.0.1/',
    'http://ok.example@10.0.0.1/',
    'http://user:secret@ok.example/',
    'http://127.0.0.1#@ok.example/',
    'http://127.0.0.1\\@ok.example/',
    'file:///etc/passwd',
    'gopher://ok.example/',
    'http+unix://%2Fvar%2Frun%2Fdocker.sock/',
    'javascript:alert(1)',
    'https://ok.example:22/',
    'https://ok.example:25/',
    'https://ok.example:5432/',
    'https://ok.example:6379/',
    '//ok.example/',
    'ok.example',
    '',
    `https://ok.example/${'a'.repeat(3000)}`,
  ])('is refused: %s', (url) => {
    expect(problemOfUrl(url, policy)).toMatch(/./);
  });

  it.each(['https://ok.example/hook?x=1', 'http://ok.example:8080/', 'https://93.184.215.14/', 'https://[2606:4700::1111]/'])(
    'is taken: %s',
    (url) => {
      expect(problemOfUrl(url, policy)).toBeUndefined();
    },
  );

  it('of a private network is taken where the operator allows it', () => {
    const allowing = addressPolicy(['10.1.0.0/16']);
    expect(problemOfUrl('http://10.1.2.3/', allowing)).toBeUndefined();
    expect(problemOfUrl('http://10.2.2.3/', allowing)).toMatch(/not public/);
    expect(problemOfUrl('http://[::ffff:10.1.2.3]/', allowing)).toBeUndefined();
  });
});

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = undefined;
});

async function listen(answer: RequestListener): Promise<number> {
  server = createServer(answer);
  await new Promise<void>((listening) => server!.listen(0, '127.0.0.1', listening));
  return (server.address() as AddressInfo).port;
}

/** A name server that gives these addresses, one answer after another. */
function resolving(...answers: readonly (readonly string[])[]): Resolver {
  let asked = 0;
  return ((_name: string, _options: unknown, callback: (error: null, addresses: { address: string; family: number }[]) => void) => {
    const addresses = answers[Math.min(asked, answers.length - 1)]!;
    asked += 1;
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  }) as unknown as Resolver;
}

const send = (port: number, resolver: Resolver, by = policy, limits?: PostLimits) =>
  post({ url: `http://rebinding.example:${port}/`, headers: {}, body: '{}' }, by, limits, resolver);

describe('a connection', () => {
  it.each([
    ['127.0.0.1'],
    ['::1'],
    ['::ffff:127.0.0.1'],
    ['10.0.0.1'],
    ['169.254.169.254'],
    ['64:ff9b::a9fe:a9fe'],
    ['100.100.100.200'],
    ['fe80::1%lo'],
  ])('is not made to a name that resolves to %s', async (address) => {
    let reached = 0;
    const port = await listen((_, response) => {
      reached += 1;
      response.end();
    });
    expect(await send(port, resolving([address]))).toEqual({ kind: 'failed', reason: `The address ${address} may not be reached.` });
    expect(reached).toBe(0);
  });

  it('is not made to a name with one good and one bad address', async () => {
    expect(await send(80, resolving(['93.184.215.14', '127.0.0.1']))).toMatchObject({
      kind: 'failed',
      reason: expect.stringContaining('127.0.0.1'),
    });
  });

  it('asks for the name once, so that a second answer changes nothing', async () => {
    let asked = 0;
    const counting = ((name: string, options: unknown, callback: never) => {
      asked += 1;
      return (resolving(['127.0.0.1'], ['10.0.0.1']) as unknown as (...all: unknown[]) => void)(name, options, callback);
    }) as unknown as Resolver;
    const port = await listen((_, response) => response.end());
    expect(await send(port, counting, loopback)).toEqual({ kind: 'answered', status: 200 });
    expect(asked).toBe(1);
  });

  it('is not made to an address that stands in the URL and went past the check of the text', async () => {
    expect(await post({ url: 'http://127.0.0.1:1/', headers: {}, body: '' }, policy)).toEqual({
      kind: 'failed',
      reason: 'The address 127.0.0.1 may not be reached.',
    });
  });
});

describe('an answer', () => {
  const local = resolving(['127.0.0.1']);

  it('that sends elsewhere is not followed', async () => {
    let asked = 0;
    const port = await listen((_, response) => {
      asked += 1;
      response.writeHead(307, { location: '/elsewhere' }).end();
    });
    expect(await send(port, local, loopback)).toEqual({ kind: 'answered', status: 307 });
    expect(asked).toBe(1);
  });

  it('without end is given up after its first bytes', async () => {
    let written = 0;
    const port = await listen((_, response) => {
      const more = (): void => {
        while (!response.destroyed && written < 1e9) {
          written += 65536;
          if (!response.write('x'.repeat(65536))) return void response.once('drain', more);
        }
      };
      more();
    });
    expect(await send(port, local, loopback)).toEqual({ kind: 'failed', reason: 'The answer is longer than 65536 bytes.' });
    expect(written).toBeLessThan(20e6);
  });

  it.each<[string, RequestListener]>([
    ['never comes', () => undefined],
    ['comes a byte a second', (_, response) => void setInterval(() => response.write('x'), 50).unref()],
  ])('that %s is given up', async (_, answer) => {
    const port = await listen(answer);
    const limits = { milliseconds: 300, answerBytes: 65536 };
    expect(await send(port, local, loopback, limits)).toEqual({ kind: 'failed', reason: 'There was no whole answer within 300 ms.' });
  });

  it('with ten thousand headers is given up', async () => {
    const port = await listen((_, response) => {
      for (let index = 0; index < 10_000; index += 1) response.setHeader(`x-${index}`, 'x');
      response.end();
    });
    expect(await send(port, local, loopback)).toMatchObject({ kind: 'failed' });
  });
});
