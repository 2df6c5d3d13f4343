"""From the ledger to an edition: its window and material, what is put right, its folder, its mail."""
