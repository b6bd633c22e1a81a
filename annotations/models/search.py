"""What search looks at: the words of live statements and of articles, kept by triggers (migration ``search_words``).

The tables are narrow on purpose: a search reads them alone, and fetches statements and articles for one page only.
"""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from annotations.models.article import Article
from annotations.models.project import Project
from annotations.models.statement import Statement


class SearchedStatement(models.Model):
    """The words of one live statement in the form of its language; triggers follow the statements."""

    statement = models.OneToOneField(Statement, models.CASCADE, primary_key=True, related_name="searched")
    # Copied from the statement by the trigger; a second check of the same keys would only slow imports down.
    project = models.ForeignKey(Project, models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    article = models.ForeignKey(Article, models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    start = models.PositiveIntegerField()
    words = SearchVectorField()

    class Meta:
        ordering = ["-article", "start"]
        indexes = [
            GinIndex(name="searched_statement_words", fields=["words"]),
            models.Index(name="searched_statement_order", fields=["project", "-article", "start"]),
        ]

    def __str__(self) -> str:
        return str(self.statement)


class SearchedArticle(models.Model):
    """The words of one article's title and text, and the text search configuration of its language."""

    article = models.OneToOneField(Article, models.CASCADE, primary_key=True, related_name="searched")
    project = models.ForeignKey(Project, models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    configuration = models.CharField(max_length=40)
    words = SearchVectorField()

    class Meta:
        ordering = ["-article"]
        indexes = [
            GinIndex(name="searched_article_words", fields=["words"]),
            models.Index(name="searched_article_languages", fields=["project", "configuration"]),
            models.Index(name="searched_article_order", fields=["project", "-article"]),
        ]

    def __str__(self) -> str:
        return str(self.article)
