-- AlterTable
ALTER TABLE "Preference" ADD COLUMN     "confirmBy" TIMESTAMPTZ(3),
ADD COLUMN     "emailStoppedAt" TIMESTAMPTZ(3);
