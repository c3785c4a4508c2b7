-- CreateEnum
CREATE TYPE "EventState" AS ENUM ('draft', 'scheduled', 'announced', 'cancelled');

-- CreateEnum
CREATE TYPE "OccurrenceState" AS ENUM ('planned', 'cancelled');

-- CreateEnum
CREATE TYPE "RsvpAnswer" AS ENUM ('yes', 'waiting', 'maybe', 'no');

-- CreateTable
CREATE TABLE "Event" (
    "id" TEXT NOT NULL,
    "number" SERIAL NOT NULL,
    "state" "EventState" NOT NULL DEFAULT 'draft',
    "locale" TEXT NOT NULL,
    "titles" JSONB NOT NULL,
    "texts" JSONB NOT NULL DEFAULT '{}',
    "themes" TEXT[],
    "country" TEXT NOT NULL DEFAULT '',
    "speakers" TEXT[],
    "place" TEXT NOT NULL DEFAULT '',
    "url" TEXT NOT NULL DEFAULT '',
    "capacity" INTEGER,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "anchor" INTEGER NOT NULL DEFAULT 0,
    "timeZone" TEXT NOT NULL,
    "durationMinutes" INTEGER NOT NULL,
    "rule" TEXT NOT NULL DEFAULT '',
    "announceAt" TIMESTAMPTZ(3),
    "announcedAt" TIMESTAMPTZ(3),
    "cancelReason" TEXT NOT NULL DEFAULT '',
    "organiserId" TEXT,
    "version" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Occurrence" (
    "id" TEXT NOT NULL,
    "eventId" TEXT NOT NULL,
    "nth" INTEGER NOT NULL,
    "originalStart" TIMESTAMPTZ(3) NOT NULL,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,
    "place" TEXT,
    "url" TEXT,
    "state" "OccurrenceState" NOT NULL DEFAULT 'planned',
    "cancelReason" TEXT NOT NULL DEFAULT '',
    "sequence" INTEGER NOT NULL DEFAULT 0,
    "materials" JSONB NOT NULL DEFAULT '[]',
    "recordingUrl" TEXT NOT NULL DEFAULT '',
    "closedAt" TIMESTAMPTZ(3),
    "drawnAt" TIMESTAMPTZ(3),
    "changedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Occurrence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Rsvp" (
    "occurrenceId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "answer" "RsvpAnswer" NOT NULL,
    "turn" INTEGER NOT NULL,
    "remind" BOOLEAN NOT NULL DEFAULT false,
    "answeredAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Rsvp_pkey" PRIMARY KEY ("occurrenceId","personId")
);

-- CreateTable
CREATE TABLE "EventFeedback" (
    "id" TEXT NOT NULL,
    "occurrenceId" TEXT NOT NULL,
    "personId" TEXT,
    "stars" INTEGER NOT NULL,
    "comment" TEXT NOT NULL DEFAULT '',
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "EventFeedback_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Event_number_key" ON "Event"("number");

-- CreateIndex
CREATE INDEX "Event_state_announceAt_idx" ON "Event"("state", "announceAt");

-- CreateIndex
CREATE INDEX "Event_organiserId_idx" ON "Event"("organiserId");

-- CreateIndex
CREATE INDEX "Occurrence_startsAt_idx" ON "Occurrence"("startsAt");

-- CreateIndex
CREATE INDEX "Occurrence_closedAt_endsAt_idx" ON "Occurrence"("closedAt", "endsAt");

-- CreateIndex
CREATE UNIQUE INDEX "Occurrence_eventId_nth_key" ON "Occurrence"("eventId", "nth");

-- CreateIndex
CREATE INDEX "Rsvp_occurrenceId_answer_turn_idx" ON "Rsvp"("occurrenceId", "answer", "turn");

-- CreateIndex
CREATE INDEX "Rsvp_personId_idx" ON "Rsvp"("personId");

-- CreateIndex
CREATE INDEX "EventFeedback_personId_idx" ON "EventFeedback"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "EventFeedback_occurrenceId_personId_key" ON "EventFeedback"("occurrenceId", "personId");

-- AddForeignKey
ALTER TABLE "Event" ADD CONSTRAINT "Event_organiserId_fkey" FOREIGN KEY ("organiserId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Occurrence" ADD CONSTRAINT "Occurrence_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "Event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Rsvp" ADD CONSTRAINT "Rsvp_occurrenceId_fkey" FOREIGN KEY ("occurrenceId") REFERENCES "Occurrence"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Rsvp" ADD CONSTRAINT "Rsvp_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EventFeedback" ADD CONSTRAINT "EventFeedback_occurrenceId_fkey" FOREIGN KEY ("occurrenceId") REFERENCES "Occurrence"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EventFeedback" ADD CONSTRAINT "EventFeedback_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;
