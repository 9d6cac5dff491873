"""Sets up what make needs: a virtual environment from hashed locks, and kubeconform. Standard library only."""
