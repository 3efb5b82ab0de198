-- Webhooks: who is told of which changes, what is to be delivered, and how far the history has been looked through for it.

CREATE SCHEMA IF NOT EXISTS wayleave;

CREATE TABLE wayleave."Webhook" (
  id            uuid        PRIMARY KEY,
  name          text        NOT NULL UNIQUE,
  types         text[]      NOT NULL,
  actions       text[]      NOT NULL,
  condition     jsonb       NOT NULL DEFAULT '{}',
  url           text        NOT NULL,
  -- AES-256-GCM under a key of the server's secret, bound to the id.
  secret        bytea       NOT NULL,
  enabled       boolean     NOT NULL DEFAULT true,
  -- What was changed before the webhook stood is not told.
  since         pg_snapshot NOT NULL DEFAULT pg_current_snapshot(),
  created       timestamptz NOT NULL DEFAULT now(),
  "createdBy"   text        NOT NULL,
  -- Failures in a row; after some of them nothing is sent until `pausedUntil`.
  failures      integer     NOT NULL DEFAULT 0,
  "pausedUntil" timestamptz
);

CREATE TABLE wayleave."WebhookDelivery" (
  id          uuid        PRIMARY KEY DEFAULT gen_random_uuid(),
  "webhookId" uuid        NOT NULL REFERENCES wayleave."Webhook"(id) ON DELETE CASCADE,
  "historyId" bigint      NOT NULL,
  event       text        NOT NULL,
  body        text        NOT NULL,
  state       text        NOT NULL DEFAULT 'PENDING' CHECK (state IN ('PENDING', 'DELIVERED', 'DEAD')),
  attempts    integer     NOT NULL DEFAULT 0,
  due         timestamptz NOT NULL DEFAULT now(),
  "lastStatus" integer,
  "lastError" text,
  created     timestamptz NOT NULL DEFAULT now(),
  ended       timestamptz,
  UNIQUE ("webhookId", "historyId")
);
CREATE INDEX "WebhookDelivery_due_idx" ON wayleave."WebhookDelivery" (due) WHERE state = 'PENDING';
CREATE INDEX "WebhookDelivery_state_idx" ON wayleave."WebhookDelivery" ("webhookId", state, created DESC);
CREATE INDEX "WebhookDelivery_ended_idx" ON wayleave."WebhookDelivery" (ended) WHERE state = 'DELIVERED';

-- What `done` sees has been looked through. `target` is looked through up to the row `position`.
CREATE TABLE wayleave."WebhookProgress" (
  "only"   boolean     PRIMARY KEY DEFAULT true CHECK ("only"),
  done     pg_snapshot NOT NULL DEFAULT pg_current_snapshot(),
  target   pg_snapshot,
  position bigint      NOT NULL DEFAULT 0
);
INSERT INTO wayleave."WebhookProgress" DEFAULT VALUES;
