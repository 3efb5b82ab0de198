import { expect, it } from 'vitest';
import { administrator, type Viewer } from '../../../src/access/viewer.ts';
import { auditViewer } from '../../../src/assembly/audit-viewer.ts';

it('An audit has the rights of the viewer, and spends neither what is theirs nor what they share with others of their tenants', () => {
  const viewer: Viewer = {
    ...administrator('token:1'),
    tenants: ['7'],
    rows: (resource) => ({ kind: resource === 'Site' ? 'all' : 'none' }),
  };
  const auditor = auditViewer(viewer);
  expect([auditor.id, auditor.tenants]).toEqual(['cache auditor', undefined]);
  expect([auditor.rows('Site'), auditor.rows('Device'), auditor.fingerprint]).toEqual([
    { kind: 'all' },
    { kind: 'none' },
    viewer.fingerprint,
  ]);
});
