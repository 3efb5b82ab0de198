import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fieldOfRaisedRule, fieldsOfRaisedRules } from '../../../../src/data/write/rule-fields.ts';
import { catalog } from '../../../../src/schema.ts';

const migrations = readdirSync('prisma/migrations', { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => readFileSync(`prisma/migrations/${name}/migration.sql`, 'utf8'))
  .join('\n');
/** Names as they are raised: `Device_fits_into_its_rack`, or `_is_a_tree` after the name of the table. */
const raised = [...migrations.matchAll(/CONSTRAINT = (?:TG_TABLE_NAME \|\| )?'([A-Za-z_]+)'/g)].map(([, name]) => name!);

describe('the rules that triggers keep', () => {
  it('each have their field in the table, and nothing else has', () => {
    expect(Object.keys(fieldsOfRaisedRules).sort()).toEqual([...new Set(raised)].sort());
  });

  it('name fields that some input has', () => {
    const fields = new Set(catalog.resources.flatMap(({ columns, toOnes }) => [...columns.keys(), ...toOnes.keys()]));
    for (const field of Object.values(fieldsOfRaisedRules)) if (field !== null) expect(fields).toContain(field);
  });

  it('are found by their whole name and by what follows the name of the table', () => {
    expect(fieldOfRaisedRule('Device_fits_into_its_rack', 'Device')).toBe('position');
    expect(fieldOfRaisedRule('Region_is_a_tree', 'Region')).toBe('parent');
    expect(fieldOfRaisedRule('Region_is_unheard_of', 'Region')).toBeUndefined();
  });
});
