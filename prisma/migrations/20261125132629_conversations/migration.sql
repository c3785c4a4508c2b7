-- CreateEnum
CREATE TYPE "ConversationState" AS ENUM ('waiting', 'answered', 'closed');

-- DropIndex
DROP INDEX "Channel_workspaceId_purpose_key";

-- CreateTable
CREATE TABLE "Conversation" (
    "id" TEXT NOT NULL,
    "number" SERIAL NOT NULL,
    "questionId" TEXT,
    "askerId" TEXT,
    "address" JSONB NOT NULL,
    "locale" TEXT NOT NULL,
    "state" "ConversationState" NOT NULL DEFAULT 'waiting',
    "handlerId" TEXT,
    "takenAt" TIMESTAMPTZ(3),
    "waitingSince" TIMESTAMPTZ(3),
    "answerBy" TIMESTAMPTZ(3),
    "helped" BOOLEAN NOT NULL DEFAULT false,
    "closedAt" TIMESTAMPTZ(3),
    "entryId" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Conversation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ConversationMessage" (
    "id" TEXT NOT NULL,
    "conversationId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "fromAsker" BOOLEAN NOT NULL,
    "authorId" TEXT,
    "text" TEXT NOT NULL,
    "held" BOOLEAN NOT NULL DEFAULT false,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ConversationMessage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "HelpOffer" (
    "id" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "HelpOffer_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Conversation_number_key" ON "Conversation"("number");

-- CreateIndex
CREATE UNIQUE INDEX "Conversation_questionId_key" ON "Conversation"("questionId");

-- CreateIndex
CREATE UNIQUE INDEX "Conversation_entryId_key" ON "Conversation"("entryId");

-- CreateIndex
CREATE INDEX "Conversation_state_waitingSince_idx" ON "Conversation"("state", "waitingSince");

-- CreateIndex
CREATE INDEX "Conversation_askerId_idx" ON "Conversation"("askerId");

-- CreateIndex
CREATE INDEX "Conversation_handlerId_idx" ON "Conversation"("handlerId");

-- CreateIndex
CREATE INDEX "ConversationMessage_authorId_idx" ON "ConversationMessage"("authorId");

-- CreateIndex
CREATE UNIQUE INDEX "ConversationMessage_conversationId_number_key" ON "ConversationMessage"("conversationId", "number");

-- CreateIndex
CREATE INDEX "HelpOffer_personId_idx" ON "HelpOffer"("personId");

-- CreateIndex
CREATE INDEX "HelpOffer_createdAt_idx" ON "HelpOffer"("createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "Channel_workspaceId_purpose_externalId_key" ON "Channel"("workspaceId", "purpose", "externalId");

-- AddForeignKey
ALTER TABLE "Conversation" ADD CONSTRAINT "Conversation_questionId_fkey" FOREIGN KEY ("questionId") REFERENCES "Question"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Conversation" ADD CONSTRAINT "Conversation_askerId_fkey" FOREIGN KEY ("askerId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Conversation" ADD CONSTRAINT "Conversation_handlerId_fkey" FOREIGN KEY ("handlerId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Conversation" ADD CONSTRAINT "Conversation_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "KnowledgeEntry"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConversationMessage" ADD CONSTRAINT "ConversationMessage_conversationId_fkey" FOREIGN KEY ("conversationId") REFERENCES "Conversation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConversationMessage" ADD CONSTRAINT "ConversationMessage_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HelpOffer" ADD CONSTRAINT "HelpOffer_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
