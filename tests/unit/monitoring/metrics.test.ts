import { describe, expect, it } from 'vitest';
import { AlertSystem } from '../../../src/monitoring/alert-system.ts';
import { createLogger } from '../../../src/monitoring/logger.ts';
import { Metrics } from '../../../src/monitoring/metrics.ts';

const lineOf = async (metrics: Metrics, name: string): Promise<string[]> =>
  (await metrics.text()).split('\n').filter((line) => line.startsWith(name));

describe('a metric', () => {
  it('is named as Prometheus names things', () => {
    const metrics = new Metrics();
    expect(() => metrics.counter('requests_total', '')).toThrow(/wayleave_/);
    expect(() => metrics.counter('wayleave_requests', '')).toThrow(/_total/);
    expect(() => metrics.counter('wayleave_Requests_total', '')).toThrow(/lower_case/);
    expect(() => metrics.gauge('wayleave_requests_total', '', () => 1)).toThrow(/_total/);
  });

  it('without labels is there, at zero, before anything happens', async () => {
    const metrics = new Metrics();
    metrics.counter('wayleave_things_total', 'Things.');
    expect(await lineOf(metrics, 'wayleave_things_total')).toEqual(['wayleave_things_total 0']);
  });

  it('counts what clients make up under one name, however much they make up', async () => {
    const metrics = new Metrics();
    const things = metrics.counter('wayleave_things_total', 'Things.', ['name']);
    for (let index = 0; index < 10_000; index += 1) things.add({ name: `made up ${index}` });
    const lines = await lineOf(metrics, 'wayleave_things_total');
    expect(lines.length).toBeLessThanOrEqual(201);
    expect(lines.find((line) => line.includes('name="other"'))).toMatch(/ 9800$/);
  });

  it('that is read when somebody looks tells what is so then', async () => {
    const metrics = new Metrics();
    let level = 1;
    metrics.gauge('wayleave_level', 'A level.', () => level);
    metrics.gauge('wayleave_levels', 'Levels.', () => ({ low: level, high: level * 2 }), 'kind');
    level = 7;
    expect(await lineOf(metrics, 'wayleave_level')).toEqual([
      'wayleave_level 7',
      'wayleave_levels{kind="low"} 7',
      'wayleave_levels{kind="high"} 14',
    ]);
  });
});

describe('an alert', () => {
  it('is logged when it begins and when it ends, and is a metric in between', async () => {
    const lines: string[] = [];
    const metrics = new Metrics();
    const alerts = new AlertSystem(metrics, createLogger('info', { write: (line) => void lines.push(line) }));
    let isOn = false;
    alerts.watch({ name: 'on_fire', help: 'Something burns.', isFiring: () => isOn });
    expect(await lineOf(metrics, 'wayleave_alert')).toEqual(['wayleave_alert{alert="on_fire"} 0']);
    expect(lines).toEqual([]);
    isOn = true;
    alerts.look();
    alerts.look();
    expect(await lineOf(metrics, 'wayleave_alert')).toEqual(['wayleave_alert{alert="on_fire"} 1']);
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ alert: 'on_fire', msg: 'Something burns.', level: 50 }]);
    isOn = false;
    alerts.look();
    expect(await lineOf(metrics, 'wayleave_alert')).toEqual(['wayleave_alert{alert="on_fire"} 0']);
    expect(lines).toHaveLength(2);
    alerts.stop();
  });
});
