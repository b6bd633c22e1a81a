"""The benchmark suite behind `manage.py bench`: one file and one line in `bench/registry.py` for each benchmark."""
