/** Who asks when an answer that was given again is worked out anew: somebody with the rights of the viewer it was given to, on an account of their own. */
import type { Viewer } from '../access/viewer.ts';

export function auditViewer(viewer: Viewer): Viewer {
  // What the viewer shares with others of its tenants is as little to be spent as its own.
  return Object.create(viewer, {
    id: { value: 'cache auditor', enumerable: true },
    tenants: { value: undefined, enumerable: true },
  }) as Viewer;
}
