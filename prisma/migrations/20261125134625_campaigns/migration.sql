-- CreateEnum
CREATE TYPE "CampaignState" AS ENUM ('running', 'ended', 'cancelled');

-- CreateEnum
CREATE TYPE "InquiryState" AS ENUM ('asked', 'kept', 'updated', 'left', 'silent', 'unreachable');

-- CreateTable
CREATE TABLE "ReviewCriteria" (
    "id" TEXT NOT NULL,
    "bounces" INTEGER NOT NULL,
    "quietMonths" INTEGER NOT NULL,
    "noContact" BOOLEAN NOT NULL,
    "neverAnswered" BOOLEAN NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ReviewCriteria_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Campaign" (
    "id" TEXT NOT NULL,
    "number" SERIAL NOT NULL,
    "state" "CampaignState" NOT NULL DEFAULT 'running',
    "remindDays" INTEGER NOT NULL,
    "reminders" INTEGER NOT NULL,
    "graceDays" INTEGER NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "graceAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),
    "reportToken" TEXT NOT NULL,
    "progress" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "Campaign_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CampaignInquiry" (
    "id" TEXT NOT NULL,
    "campaignId" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "because" TEXT[],
    "state" "InquiryState" NOT NULL DEFAULT 'asked',
    "rounds" INTEGER NOT NULL DEFAULT 0,
    "archivedAt" TIMESTAMPTZ(3),
    "answeredAt" TIMESTAMPTZ(3),
    "answeredBy" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "CampaignInquiry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CampaignAsked" (
    "token" TEXT NOT NULL,
    "inquiryId" TEXT NOT NULL,
    "personId" TEXT,
    "contactId" TEXT,
    "failed" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "CampaignAsked_pkey" PRIMARY KEY ("token")
);

-- CreateIndex
CREATE UNIQUE INDEX "Campaign_number_key" ON "Campaign"("number");

-- CreateIndex
CREATE UNIQUE INDEX "Campaign_reportToken_key" ON "Campaign"("reportToken");

-- CreateIndex
CREATE INDEX "Campaign_state_idx" ON "Campaign"("state");

-- CreateIndex
CREATE INDEX "CampaignInquiry_organisationId_idx" ON "CampaignInquiry"("organisationId");

-- CreateIndex
CREATE INDEX "CampaignInquiry_campaignId_state_idx" ON "CampaignInquiry"("campaignId", "state");

-- CreateIndex
CREATE UNIQUE INDEX "CampaignInquiry_campaignId_organisationId_key" ON "CampaignInquiry"("campaignId", "organisationId");

-- CreateIndex
CREATE INDEX "CampaignAsked_inquiryId_idx" ON "CampaignAsked"("inquiryId");

-- CreateIndex
CREATE INDEX "CampaignAsked_personId_idx" ON "CampaignAsked"("personId");

-- CreateIndex
CREATE INDEX "CampaignAsked_contactId_idx" ON "CampaignAsked"("contactId");

-- AddForeignKey
ALTER TABLE "CampaignInquiry" ADD CONSTRAINT "CampaignInquiry_campaignId_fkey" FOREIGN KEY ("campaignId") REFERENCES "Campaign"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CampaignInquiry" ADD CONSTRAINT "CampaignInquiry_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CampaignAsked" ADD CONSTRAINT "CampaignAsked_inquiryId_fkey" FOREIGN KEY ("inquiryId") REFERENCES "CampaignInquiry"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CampaignAsked" ADD CONSTRAINT "CampaignAsked_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CampaignAsked" ADD CONSTRAINT "CampaignAsked_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact"("id") ON DELETE CASCADE ON UPDATE CASCADE;
