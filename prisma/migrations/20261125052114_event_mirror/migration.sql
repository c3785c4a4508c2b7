-- AlterTable
ALTER TABLE "Workspace" ADD COLUMN     "calendarTrouble" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "calendarTroubleAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "EventMirror" (
    "occurrenceId" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "externalId" TEXT NOT NULL DEFAULT '',
    "shown" TEXT NOT NULL DEFAULT '',
    "attemptedAt" TIMESTAMPTZ(3),

    CONSTRAINT "EventMirror_pkey" PRIMARY KEY ("occurrenceId","workspaceId")
);

-- CreateIndex
CREATE INDEX "EventMirror_workspaceId_idx" ON "EventMirror"("workspaceId");

-- AddForeignKey
ALTER TABLE "EventMirror" ADD CONSTRAINT "EventMirror_occurrenceId_fkey" FOREIGN KEY ("occurrenceId") REFERENCES "Occurrence"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EventMirror" ADD CONSTRAINT "EventMirror_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;
