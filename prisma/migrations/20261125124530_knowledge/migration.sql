-- CreateEnum
CREATE TYPE "KnowledgeState" AS ENUM ('draft', 'published', 'stale');

-- CreateEnum
CREATE TYPE "QuestionOutcome" AS ENUM ('direct', 'choices', 'none', 'live');

-- CreateEnum
CREATE TYPE "QuestionState" AS ENUM ('answered', 'refused', 'waiting', 'closed');

-- CreateTable
CREATE TABLE "KnowledgeEntry" (
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "number" SERIAL NOT NULL,
    "state" "KnowledgeState" NOT NULL DEFAULT 'draft',
    "topic" TEXT NOT NULL,
    "live" TEXT NOT NULL DEFAULT '',
    "handsOver" BOOLEAN NOT NULL DEFAULT false,
    "sourceTitle" TEXT NOT NULL DEFAULT '',
    "sourceUrl" TEXT NOT NULL DEFAULT '',
    "ownerId" TEXT,
    "checkedAt" TIMESTAMPTZ(3),
    "reviewBy" DATE,
    "seedHash" TEXT,
    "version" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "KnowledgeEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "KnowledgeText" (
    "entryId" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "answer" TEXT NOT NULL,
    "phrasings" TEXT[],
    "links" JSONB NOT NULL DEFAULT '[]',
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "KnowledgeText_pkey" PRIMARY KEY ("entryId","locale")
);

-- CreateTable
CREATE TABLE "KnowledgeRevision" (
    "id" INTEGER NOT NULL,
    "revision" INTEGER NOT NULL,

    CONSTRAINT "KnowledgeRevision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SentenceVector" (
    "model" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "vector" BYTEA NOT NULL,

    CONSTRAINT "SentenceVector_pkey" PRIMARY KEY ("model","hash")
);

-- CreateTable
CREATE TABLE "Calibration" (
    "locale" TEXT NOT NULL,
    "engine" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "direct" DOUBLE PRECISION NOT NULL,
    "offer" DOUBLE PRECISION NOT NULL,
    "figures" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Calibration_pkey" PRIMARY KEY ("locale")
);

-- CreateTable
CREATE TABLE "Question" (
    "id" TEXT NOT NULL,
    "number" SERIAL NOT NULL,
    "personId" TEXT,
    "platform" TEXT NOT NULL,
    "workspace" TEXT NOT NULL,
    "channel" TEXT NOT NULL DEFAULT '',
    "thread" TEXT NOT NULL DEFAULT '',
    "locale" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "outcome" "QuestionOutcome" NOT NULL,
    "candidates" TEXT[],
    "tried" TEXT[],
    "entryId" TEXT,
    "confidence" DOUBLE PRECISION NOT NULL,
    "helped" BOOLEAN,
    "state" "QuestionState" NOT NULL,
    "attachedId" TEXT,
    "handedOverAt" TIMESTAMPTZ(3),
    "closedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Question_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "KnowledgeEntry_key_key" ON "KnowledgeEntry"("key");

-- CreateIndex
CREATE UNIQUE INDEX "KnowledgeEntry_number_key" ON "KnowledgeEntry"("number");

-- CreateIndex
CREATE INDEX "KnowledgeEntry_state_idx" ON "KnowledgeEntry"("state");

-- CreateIndex
CREATE UNIQUE INDEX "Question_number_key" ON "Question"("number");

-- CreateIndex
CREATE INDEX "Question_state_createdAt_idx" ON "Question"("state", "createdAt");

-- CreateIndex
CREATE INDEX "Question_personId_idx" ON "Question"("personId");

-- CreateIndex
CREATE INDEX "Question_entryId_idx" ON "Question"("entryId");

-- CreateIndex
CREATE INDEX "Question_createdAt_idx" ON "Question"("createdAt");

-- AddForeignKey
ALTER TABLE "KnowledgeEntry" ADD CONSTRAINT "KnowledgeEntry_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "KnowledgeText" ADD CONSTRAINT "KnowledgeText_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "KnowledgeEntry"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Question" ADD CONSTRAINT "Question_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Question" ADD CONSTRAINT "Question_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "KnowledgeEntry"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Question" ADD CONSTRAINT "Question_attachedId_fkey" FOREIGN KEY ("attachedId") REFERENCES "KnowledgeEntry"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Every change of what is known raises the revision, whoever makes it: a service, a seed file, or an editor of the store.
CREATE FUNCTION agora_knowledge_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "KnowledgeRevision" (id, revision) VALUES (1, 1)
  ON CONFLICT (id) DO UPDATE SET revision = "KnowledgeRevision".revision + 1;
  RETURN NULL;
END $$;

CREATE TRIGGER "knowledge_entry_changed" AFTER INSERT OR UPDATE OR DELETE ON "KnowledgeEntry"
  FOR EACH STATEMENT EXECUTE FUNCTION agora_knowledge_changed();
CREATE TRIGGER "knowledge_text_changed" AFTER INSERT OR UPDATE OR DELETE ON "KnowledgeText"
  FOR EACH STATEMENT EXECUTE FUNCTION agora_knowledge_changed();
