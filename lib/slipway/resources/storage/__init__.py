"""The storage layer: the checkpoint bucket, its key, and on request the bucket of its access logs."""
