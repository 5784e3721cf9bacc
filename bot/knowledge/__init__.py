"""The knowledge base: models, loading, checks, schema."""
