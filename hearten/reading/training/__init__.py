"""Making the weights that hearten ships. Needs PyTorch and scikit-learn (requirements-train.lock); serving does not."""
