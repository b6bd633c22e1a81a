"""Static files under names that carry their hash, so that a browser may keep them for ever."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedModules(CompressedManifestStaticFilesStorage):
    """Also rewrites the paths of `import` and `export … from` in JavaScript modules."""

    support_js_module_import_aggregation = True
