"""The registry layer: the ECR repository of the inference image."""
