"""The text core: pure Python, no Django, no clock. `document.analyse` is the one public entry."""
