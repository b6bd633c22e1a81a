"""What one import may bring in: one table. A number that the database or the workflow keeps too is taken from there."""

from annotations.models.article import MAX_ARTICLE_CHARACTERS
from annotations.workflow.drafts import MAX_STATEMENT_CHARACTERS, MAX_STATEMENTS

FILE_BYTES = 20 * 1000 * 1000
ARTICLE_CHARACTERS = MAX_ARTICLE_CHARACTERS
DATASET_BYTES = 10 * FILE_BYTES
"""What the files of an exported dataset may take unpacked where they come in with a request."""
ROWS = 100_000
"""Records of one import, over all of its files."""
JSON_DEPTH = 32
STATEMENTS = MAX_STATEMENTS
"""Pre-split statements of one article."""
STATEMENT_CHARACTERS = MAX_STATEMENT_CHARACTERS
RECORD_CHARACTERS = 16 * 1000 * 1000
"""A line of JSON Lines or an element of an array: room for an article of full length, written in escapes."""
HEAD_BYTES = 4096
"""How much of a file ``find_format`` wants to see."""
NAME_CHARACTERS = 120
"""A file's name is a label; it is cut there."""
