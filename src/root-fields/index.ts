/** The roots whose fields follow from no declaration, one file a subject. */
import type { NewClass } from '../resource/derive/type-graphql.ts';
import { AccessRoot } from './access.ts';
import { AllocationRoot } from './allocation.ts';
import { CacheRoot } from './cache.ts';
import { ChangeStreamRoot, ChangesRoot } from './changes.ts';
import { OperationsRoot } from './operations.ts';
import { WebhooksRoot } from './webhooks.ts';

export const rootFields: readonly NewClass[] = [
  AccessRoot,
  OperationsRoot,
  AllocationRoot,
  WebhooksRoot,
  ChangesRoot,
  ChangeStreamRoot,
  CacheRoot,
];
