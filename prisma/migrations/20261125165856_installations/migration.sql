-- CreateTable
CREATE TABLE "Installation" (
    "platform" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "botUser" TEXT NOT NULL,
    "sealed" TEXT NOT NULL,
    "keyId" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3),
    "renewingTo" TIMESTAMPTZ(3),
    "trouble" TEXT NOT NULL DEFAULT '',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Installation_pkey" PRIMARY KEY ("platform","externalId")
);

-- CreateTable
CREATE TABLE "InstallState" (
    "hash" TEXT NOT NULL,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "InstallState_pkey" PRIMARY KEY ("hash")
);

-- CreateIndex
CREATE INDEX "Installation_keyId_idx" ON "Installation"("keyId");
