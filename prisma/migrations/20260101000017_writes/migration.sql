-- Idempotency keys: what a mutation that was sent with one has answered, for whoever sends it again.
--
-- The row is written in the mutation's own transaction: it is there exactly when what the mutation did is there. Two at once wait for each other at the
-- primary key. Rows older than a day are dropped by those that come after.

CREATE SCHEMA IF NOT EXISTS "wayleave";

CREATE TABLE "wayleave"."IdempotencyKey" (
  "viewer" text NOT NULL,
  "key" text NOT NULL,
  -- SHA-256 of the operation and its variables.
  "hash" text NOT NULL,
  -- The answer's data, as JSON whose fields keep their order.
  "answer" json,
  "at" timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY ("viewer", "key")
);
CREATE INDEX "IdempotencyKey_at_idx" ON "wayleave"."IdempotencyKey" ("at");
