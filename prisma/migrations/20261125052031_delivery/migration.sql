-- AlterTable
ALTER TABLE "Delivery" ADD COLUMN     "staleAt" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "Delivery_lane_staleAt_idx" ON "Delivery"("lane", "staleAt");
