import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Redis, RedisUnavailable } from '../../../src/stores/redis.ts';
import { type TestRedis, testRedis } from '../../support/redis.ts';

let server: TestRedis;
let redis: Redis;
beforeEach(async () => {
  server = await testRedis();
  redis = new Redis({ url: server.url, timeoutMilliseconds: 200 });
  await redis.connect();
});
afterEach(async () => {
  redis.close();
  await server.close();
});

const get = (key: string) => redis.call((client) => client.get(key));

async function untilAvailable(): Promise<void> {
  for (;;) {
    try {
      await get('any');
      return;
    } catch {
      await new Promise((wake) => setTimeout(wake, 20));
    }
  }
}

describe('Redis that is there', () => {
  it('answers', async () => {
    await redis.call((client) => client.set('key', 'value'));
    expect(await get('key')).toBe('value');
    expect(redis.isAvailable).toBe(true);
  });

  it('may refuse a command, any number of times, and is there all the same', async () => {
    const wrong = () => redis.call((client) => client.sendCommand(['GET', 'one', 'two']));
    for (let attempt = 0; attempt < 5; attempt += 1) await expect(wrong()).rejects.toThrow('wrong number of arguments');
    expect(redis.isAvailable).toBe(true);
  });
});

describe('A script', () => {
  const sum = 'return tonumber(ARGV[1]) + (tonumber(redis.call("GET", KEYS[1])) or 0)';

  it('runs the first time, again, and after Redis has forgotten it', async () => {
    await redis.call((client) => client.set('key', '2'));
    expect(await redis.evaluate(sum, ['key'], ['1'])).toBe(3);
    expect(await redis.evaluate(sum, ['key'], ['2'])).toBe(4);
    await redis.call((client) => client.sendCommand(['SCRIPT', 'FLUSH']));
    expect(await redis.evaluate(sum, ['key'], ['3'])).toBe(5);
  });

  it('may fail, and says so', async () => {
    for (let time = 0; time < 2; time += 1) await expect(redis.evaluate('return nothing()', [], [])).rejects.toThrow('nothing');
    expect(redis.isAvailable).toBe(true);
  });
});

describe('Redis that is dead', () => {
  it('is refused at once and not waited for', async () => {
    await server.kill();
    await expect(get('key')).rejects.toBeInstanceOf(RedisUnavailable);
    await expect(get('key')).rejects.toBeInstanceOf(RedisUnavailable);
    expect(redis.isAvailable).toBe(false);
  });

  it('does not keep a server from starting', async () => {
    await server.kill();
    const late = new Redis({ url: server.url });
    await late.connect();
    await expect(late.call((client) => client.get('key'))).rejects.toBeInstanceOf(RedisUnavailable);
    late.close();
  });

  it('is used again when it comes back', async () => {
    await server.kill();
    await expect(get('key')).rejects.toBeInstanceOf(RedisUnavailable);
    await server.revive();
    await untilAvailable();
    expect(redis.isAvailable).toBe(true);
  });
});

describe('Redis that is frozen', () => {
  it('holds a call no longer than its deadline, and after three nobody is sent to wait', async () => {
    server.freeze();
    for (let call = 0; call < 3; call += 1) await expect(get('key')).rejects.toThrow('Redis did not answer within 200 ms.');
    const calls = await Promise.allSettled(Array.from({ length: 1000 }, () => get('key')));
    const refused = calls.filter((call) => call.status === 'rejected' && call.reason instanceof RedisUnavailable);
    expect(refused).toHaveLength(1000);
    // Whoever waited would have been told of the deadline.
    expect(refused.map((call) => (call as PromiseRejectedResult).reason.message)).not.toContain('Redis did not answer within 200 ms.');
    server.thaw();
  });

  it('is used again when it thaws', async () => {
    server.freeze();
    for (let call = 0; call < 4; call += 1) await expect(get('key')).rejects.toBeInstanceOf(RedisUnavailable);
    server.thaw();
    await untilAvailable();
    expect(redis.isAvailable).toBe(true);
  });

  it('answers nobody with what another asked for', async () => {
    await redis.call((client) => client.mSet({ one: '1', two: '2' }));
    server.freeze();
    await expect(get('one')).rejects.toBeInstanceOf(RedisUnavailable);
    server.thaw();
    await untilAvailable();
    expect(await Promise.all([get('two'), get('one'), get('two')])).toEqual(['2', '1', '2']);
  });
});
