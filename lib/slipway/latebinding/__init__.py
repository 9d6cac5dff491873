"""Late binding: values only AWS knows reach the resources that need them, in the cluster (docs/late-binding.md)."""
