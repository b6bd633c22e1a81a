"""Editing a split. One act is one function on a ``document.Split`` and one line in ``registry.ACTS``.

``edit.edit_split`` locks the article, runs the act on rows in memory, and stores what changed; undoing writes it back.
"""
