-- CreateEnum
CREATE TYPE "CallKind" AS ENUM ('award', 'sessions', 'jurors');

-- CreateEnum
CREATE TYPE "CallState" AS ENUM ('draft', 'open', 'closed');

-- CreateEnum
CREATE TYPE "CandidacyState" AS ENUM ('submitted', 'valid', 'refused', 'finalist', 'winner', 'mention', 'notChosen', 'withdrawn');

-- CreateTable
CREATE TABLE "Call" (
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "kind" "CallKind" NOT NULL,
    "edition" INTEGER,
    "locale" TEXT NOT NULL,
    "titles" JSONB NOT NULL,
    "texts" JSONB NOT NULL DEFAULT '{}',
    "eligibility" JSONB NOT NULL DEFAULT '{}',
    "links" JSONB NOT NULL DEFAULT '[]',
    "categories" JSONB NOT NULL DEFAULT '[]',
    "sizes" JSONB NOT NULL DEFAULT '[]',
    "questions" JSONB NOT NULL DEFAULT '[]',
    "figures" JSONB,
    "statements" JSONB NOT NULL DEFAULT '[]',
    "state" "CallState" NOT NULL DEFAULT 'draft',
    "timeZone" TEXT NOT NULL,
    "graceMinutes" INTEGER NOT NULL DEFAULT 0,
    "openedAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Call_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Phase" (
    "callId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "titles" JSONB NOT NULL,
    "opensAt" TIMESTAMPTZ(3),
    "closesAt" TIMESTAMPTZ(3),
    "place" TEXT NOT NULL DEFAULT '',
    "audience" TEXT NOT NULL,
    "rules" JSONB NOT NULL DEFAULT '{}',
    "sequence" INTEGER NOT NULL DEFAULT 0,
    "changedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Phase_pkey" PRIMARY KEY ("callId","key")
);

-- CreateTable
CREATE TABLE "Candidacy" (
    "id" TEXT NOT NULL,
    "number" SERIAL NOT NULL,
    "callId" TEXT NOT NULL,
    "experienceId" TEXT NOT NULL,
    "ownerId" TEXT,
    "state" "CandidacyState" NOT NULL DEFAULT 'submitted',
    "category" TEXT NOT NULL,
    "size" TEXT NOT NULL,
    "contacts" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "answers" JSONB NOT NULL,
    "questionSet" INTEGER NOT NULL,
    "country" TEXT NOT NULL DEFAULT '',
    "reason" TEXT NOT NULL DEFAULT '',
    "decidedBy" TEXT NOT NULL DEFAULT '',
    "decidedAt" TIMESTAMPTZ(3),
    "submittedAt" TIMESTAMPTZ(3) NOT NULL,
    "lateCodeId" TEXT,
    "version" INTEGER NOT NULL DEFAULT 0,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Candidacy_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LateCode" (
    "id" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "callId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "LateCode_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Call_key_key" ON "Call"("key");

-- CreateIndex
CREATE INDEX "Call_kind_state_idx" ON "Call"("kind", "state");

-- CreateIndex
CREATE INDEX "Phase_opensAt_idx" ON "Phase"("opensAt");

-- CreateIndex
CREATE INDEX "Phase_closesAt_idx" ON "Phase"("closesAt");

-- CreateIndex
CREATE UNIQUE INDEX "Candidacy_number_key" ON "Candidacy"("number");

-- CreateIndex
CREATE INDEX "Candidacy_callId_state_idx" ON "Candidacy"("callId", "state");

-- CreateIndex
CREATE INDEX "Candidacy_ownerId_idx" ON "Candidacy"("ownerId");

-- CreateIndex
CREATE UNIQUE INDEX "Candidacy_callId_experienceId_key" ON "Candidacy"("callId", "experienceId");

-- CreateIndex
CREATE UNIQUE INDEX "LateCode_hash_key" ON "LateCode"("hash");

-- CreateIndex
CREATE INDEX "LateCode_callId_personId_idx" ON "LateCode"("callId", "personId");

-- AddForeignKey
ALTER TABLE "Phase" ADD CONSTRAINT "Phase_callId_fkey" FOREIGN KEY ("callId") REFERENCES "Call"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Candidacy" ADD CONSTRAINT "Candidacy_callId_fkey" FOREIGN KEY ("callId") REFERENCES "Call"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Candidacy" ADD CONSTRAINT "Candidacy_experienceId_fkey" FOREIGN KEY ("experienceId") REFERENCES "Experience"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Candidacy" ADD CONSTRAINT "Candidacy_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LateCode" ADD CONSTRAINT "LateCode_callId_fkey" FOREIGN KEY ("callId") REFERENCES "Call"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LateCode" ADD CONSTRAINT "LateCode_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
