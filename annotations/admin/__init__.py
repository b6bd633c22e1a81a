"""The operators' back office: Django's admin in the product's own shell."""
