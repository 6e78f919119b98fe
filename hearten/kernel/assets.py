"""Styles and scripts under names that change with their content, so that a browser may keep them for ever."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Assets(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise has no types
    """Also renames what a script module imports."""

    support_js_module_import_aggregation = True
