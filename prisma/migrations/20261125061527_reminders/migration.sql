-- AlterTable
ALTER TABLE "Draft" DROP COLUMN "remindedAt";

-- AlterTable
ALTER TABLE "Reminder" DROP COLUMN "deliveryId",
ADD COLUMN     "bundle" TEXT;

-- CreateIndex
CREATE INDEX "Reminder_bundle_idx" ON "Reminder"("bundle");
