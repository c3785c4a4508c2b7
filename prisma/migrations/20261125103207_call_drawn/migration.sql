-- AlterTable
ALTER TABLE "Call" ADD COLUMN     "drawnAt" TIMESTAMPTZ(3);
