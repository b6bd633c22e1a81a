"""Web pages: from bytes to characters, to a tree, to what it says of itself, to the lines of its article."""
