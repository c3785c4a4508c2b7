-- CreateTable
CREATE TABLE "Network" (
    "id" TEXT NOT NULL,
    "names" JSONB NOT NULL,
    "abouts" JSONB NOT NULL,

    CONSTRAINT "Network_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Onboarding" (
    "personId" TEXT NOT NULL,
    "welcomedAt" TIMESTAMPTZ(3) NOT NULL,
    "startedAt" TIMESTAMPTZ(3),
    "finishedAt" TIMESTAMPTZ(3),
    "stoppedAt" TIMESTAMPTZ(3),
    "reasons" TEXT[],

    CONSTRAINT "Onboarding_pkey" PRIMARY KEY ("personId")
);

-- CreateIndex
CREATE INDEX "Onboarding_welcomedAt_idx" ON "Onboarding"("welcomedAt");

-- AddForeignKey
ALTER TABLE "Onboarding" ADD CONSTRAINT "Onboarding_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
