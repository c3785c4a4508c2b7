-- CreateEnum
CREATE TYPE "DeliveryFailure" AS ENUM ('gone', 'exhausted', 'uncertain');

-- CreateEnum
CREATE TYPE "ReminderState" AS ENUM ('planned', 'sent', 'dropped');

-- CreateEnum
CREATE TYPE "Fallback" AS ENUM ('none', 'channel', 'mail');

-- CreateEnum
CREATE TYPE "DigestFrequency" AS ENUM ('off', 'weekly', 'monthly');

-- AlterEnum
ALTER TYPE "DeliveryState" ADD VALUE 'held';

-- DropIndex
DROP INDEX "Delivery_state_createdAt_idx";

-- AlterTable
ALTER TABLE "Channel" ADD COLUMN     "trouble" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "troubledAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Delivery" ADD COLUMN     "attemptedAt" TIMESTAMPTZ(3),
ADD COLUMN     "cause" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "claim" TEXT,
ADD COLUMN     "failure" "DeliveryFailure",
ADD COLUMN     "notBefore" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "personId" TEXT,
ADD COLUMN     "priority" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "reportedAt" TIMESTAMPTZ(3),
ADD COLUMN     "tells" JSONB,
ADD COLUMN     "timeZone" TEXT NOT NULL DEFAULT 'UTC',
ADD COLUMN     "tried" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "uncertain" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "Pace" (
    "key" TEXT NOT NULL,
    "freeAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Pace_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "Told" (
    "subject" TEXT NOT NULL,
    "reader" TEXT NOT NULL,
    "personId" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "toldAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Told_pkey" PRIMARY KEY ("subject","reader")
);

-- CreateTable
CREATE TABLE "Reminder" (
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "offset" TEXT NOT NULL,
    "personId" TEXT,
    "address" JSONB,
    "locale" TEXT NOT NULL DEFAULT '',
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "about" TIMESTAMPTZ(3) NOT NULL,
    "state" "ReminderState" NOT NULL DEFAULT 'planned',
    "deliveryId" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Reminder_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Mute" (
    "personId" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Mute_pkey" PRIMARY KEY ("personId","what")
);

-- CreateTable
CREATE TABLE "Preference" (
    "personId" TEXT NOT NULL,
    "quietFrom" INTEGER NOT NULL DEFAULT 1260,
    "quietUntil" INTEGER NOT NULL DEFAULT 480,
    "morning" INTEGER NOT NULL DEFAULT 540,
    "fallback" "Fallback" NOT NULL DEFAULT 'none',
    "byMail" BOOLEAN NOT NULL DEFAULT false,
    "digest" "DigestFrequency" NOT NULL DEFAULT 'off',
    "digestSentAt" TIMESTAMPTZ(3),
    "email" TEXT,
    "emailVerifiedAt" TIMESTAMPTZ(3),
    "mailToken" TEXT NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Preference_pkey" PRIMARY KEY ("personId")
);

-- CreateTable
CREATE TABLE "Subscription" (
    "personId" TEXT NOT NULL,
    "facet" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Subscription_pkey" PRIMARY KEY ("personId","facet","value")
);

-- CreateIndex
CREATE INDEX "Told_personId_idx" ON "Told"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "Reminder_key_key" ON "Reminder"("key");

-- CreateIndex
CREATE INDEX "Reminder_state_dueAt_idx" ON "Reminder"("state", "dueAt");

-- CreateIndex
CREATE INDEX "Reminder_source_subject_state_idx" ON "Reminder"("source", "subject", "state");

-- CreateIndex
CREATE INDEX "Reminder_personId_state_idx" ON "Reminder"("personId", "state");

-- CreateIndex
CREATE UNIQUE INDEX "Preference_mailToken_key" ON "Preference"("mailToken");

-- CreateIndex
CREATE INDEX "Subscription_facet_value_idx" ON "Subscription"("facet", "value");

-- CreateIndex
CREATE INDEX "Delivery_lane_state_notBefore_idx" ON "Delivery"("lane", "state", "notBefore");

-- CreateIndex
CREATE INDEX "Delivery_state_notBefore_idx" ON "Delivery"("state", "notBefore");

-- CreateIndex
CREATE INDEX "Delivery_cause_state_idx" ON "Delivery"("cause", "state");

-- CreateIndex
CREATE INDEX "Delivery_personId_idx" ON "Delivery"("personId");

-- AddForeignKey
ALTER TABLE "Delivery" ADD CONSTRAINT "Delivery_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Told" ADD CONSTRAINT "Told_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Reminder" ADD CONSTRAINT "Reminder_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Mute" ADD CONSTRAINT "Mute_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Preference" ADD CONSTRAINT "Preference_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Subscription" ADD CONSTRAINT "Subscription_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
