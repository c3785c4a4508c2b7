-- CreateEnum
CREATE TYPE "AgendaKind" AS ENUM ('event', 'deadline', 'plan');

-- CreateTable
CREATE TABLE "AgendaItem" (
    "id" TEXT NOT NULL,
    "agenda" TEXT NOT NULL,
    "kind" "AgendaKind" NOT NULL,
    "titles" JSONB NOT NULL,
    "texts" JSONB NOT NULL DEFAULT '{}',
    "startsOn" TEXT NOT NULL,
    "endsOn" TEXT NOT NULL DEFAULT '',
    "firstDay" TEXT NOT NULL,
    "lastDay" TEXT NOT NULL,
    "place" TEXT NOT NULL DEFAULT '',
    "country" TEXT NOT NULL DEFAULT '',
    "url" TEXT NOT NULL DEFAULT '',
    "themes" TEXT[],
    "position" INTEGER NOT NULL,
    "sequence" INTEGER NOT NULL DEFAULT 0,
    "changedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "AgendaItem_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "AgendaItem_firstDay_idx" ON "AgendaItem"("firstDay");

-- CreateIndex
CREATE INDEX "AgendaItem_agenda_idx" ON "AgendaItem"("agenda");
