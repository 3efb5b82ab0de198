/** What is known of an operation that was registered. */
import type { DocumentNode } from 'graphql';

export type OperationKind = 'query' | 'mutation' | 'subscription';

/** How far a variable may go; what is absent is not bounded. */
export interface VariableBounds {
  /** The largest number. */
  readonly max?: number;
  /** The most items of a list. */
  readonly length?: number;
  /** The most input objects in it, at any depth. */
  readonly objects?: number;
}

/** By the names of variables. */
export type Bounds = Readonly<Record<string, VariableBounds>>;

/** A row of the registry, as it is kept. */
export interface OperationRecord {
  /** SHA-256 of the text. */
  readonly id: string;
  readonly text: string;
  readonly audience: string;
  readonly owner: string;
  /** Within its text; empty when it has no name. */
  readonly name: string;
  readonly version: number;
  readonly kind: string;
  /** `draft`: checked and priced, and not served yet; `active`; `retired`: kept, so that what was once served can be told. */
  readonly state: string;
  readonly bounds: Bounds;
  /** The most that one request costs within the bounds. */
  readonly price: number;
  readonly schemaHash: string;
}

/** Ready to run: parsed, and known to fit the schema. The same object each time, so that plans and prices are kept by its document. */
export interface PreparedOperation {
  readonly id: string;
  readonly document: DocumentNode;
  /** Which of the document's operations; empty when it has one, without a name. */
  readonly name: string;
  /** Undefined for what a viewer registered by sending it, which is priced by what each request gives. */
  readonly bounds: Bounds | undefined;
}

/** What looking at a text says of one operation in it. */
export interface AssessedOperation {
  readonly name: string;
  readonly kind: OperationKind;
  readonly price: number;
  readonly bounds: Bounds;
}

/** Parses a text, holds it to the limits and the schema, and prices what is in it at its worst. Throws a refusal that says what is wrong. */
export interface Assessor {
  readonly schemaHash: string;
  parse(text: string): DocumentNode;
  /** Without a name, all operations of the text. */
  assess(text: string, name: string | undefined, bounds: Bounds): readonly AssessedOperation[];
}

/** Who may run an operation: everybody of a role, or the bearer of one token, by its number. */
export function isAudience(text: string): boolean {
  return /^(?:role:[a-z][a-z0-9-]{0,62}|token:\d{1,15})$/.test(text);
}
