-- CreateEnum
CREATE TYPE "ProspectState" AS ENUM ('suggested', 'invited', 'interested', 'applied', 'admitted', 'declined', 'notInterested', 'setAside');

-- CreateTable
CREATE TABLE "Prospect" (
    "id" TEXT NOT NULL,
    "number" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "country" TEXT NOT NULL,
    "city" TEXT NOT NULL DEFAULT '',
    "sizeBand" TEXT NOT NULL DEFAULT '',
    "themes" TEXT[],
    "website" TEXT NOT NULL DEFAULT '',
    "domain" TEXT NOT NULL DEFAULT '',
    "why" TEXT NOT NULL,
    "contactName" TEXT NOT NULL DEFAULT '',
    "contactEmail" TEXT NOT NULL DEFAULT '',
    "nameable" BOOLEAN NOT NULL DEFAULT false,
    "locale" TEXT NOT NULL,
    "state" "ProspectState" NOT NULL DEFAULT 'suggested',
    "suggestedById" TEXT,
    "decidedById" TEXT,
    "reason" TEXT NOT NULL DEFAULT '',
    "letter" TEXT NOT NULL DEFAULT '',
    "token" TEXT NOT NULL,
    "invitedAt" TIMESTAMPTZ(3),
    "byMail" BOOLEAN NOT NULL DEFAULT false,
    "reminders" INTEGER NOT NULL DEFAULT 0,
    "reminded" INTEGER NOT NULL DEFAULT 0,
    "bounceReason" TEXT NOT NULL DEFAULT '',
    "answeredAt" TIMESTAMPTZ(3),
    "applicationId" TEXT,
    "because" TEXT NOT NULL DEFAULT '',
    "notThese" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "version" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Prospect_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Prospect_number_key" ON "Prospect"("number");

-- CreateIndex
CREATE UNIQUE INDEX "Prospect_token_key" ON "Prospect"("token");

-- CreateIndex
CREATE INDEX "Prospect_state_createdAt_idx" ON "Prospect"("state", "createdAt");

-- CreateIndex
CREATE INDEX "Prospect_country_idx" ON "Prospect"("country");

-- CreateIndex
CREATE INDEX "Prospect_domain_idx" ON "Prospect"("domain");

-- CreateIndex
CREATE INDEX "Prospect_applicationId_idx" ON "Prospect"("applicationId");

-- CreateIndex
CREATE INDEX "Prospect_suggestedById_idx" ON "Prospect"("suggestedById");

-- CreateIndex
CREATE INDEX "Prospect_decidedById_idx" ON "Prospect"("decidedById");

-- AddForeignKey
ALTER TABLE "Prospect" ADD CONSTRAINT "Prospect_suggestedById_fkey" FOREIGN KEY ("suggestedById") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Prospect" ADD CONSTRAINT "Prospect_decidedById_fkey" FOREIGN KEY ("decidedById") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Prospect" ADD CONSTRAINT "Prospect_applicationId_fkey" FOREIGN KEY ("applicationId") REFERENCES "Application"("id") ON DELETE SET NULL ON UPDATE CASCADE;
