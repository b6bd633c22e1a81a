"""Which table of the back office shows which model. A new model gets one line here (a test asks for it)."""

from django.apps import apps
from django.contrib.admin import AdminSite
from django.contrib.admin.options import ModelAdmin
from django.db.models import Model

from annotations import models
from annotations.admin import agreement, articles, bulk, comments, dataset_files, imports, labels, people, projects

TABLES: tuple[tuple[type[Model], type[ModelAdmin]], ...] = (
    (models.User, people.People),
    (models.Membership, people.Memberships),
    (models.ApiToken, people.ApiTokens),
    (models.Project, projects.Projects),
    (models.Protocol, projects.Protocols),
    (models.Question, projects.Questions),
    (models.LabelSet, projects.LabelSets),
    (models.Label, projects.Labels),
    (models.GuidelineVersion, projects.GuidelineVersions),
    (models.Source, articles.Sources),
    (models.Batch, articles.Batches),
    (models.BatchShare, articles.BatchShares),
    (models.Article, articles.Articles),
    (models.Paragraph, articles.Paragraphs),
    (models.Statement, articles.Statements),
    (models.StatementRelation, articles.StatementRelations),
    (models.Attribution, articles.Attributions),
    (models.AttributionSpan, articles.AttributionSpans),
    (models.Entity, articles.Entities),
    (models.EntityMention, articles.EntityMentions),
    (models.Claim, articles.Claims),
    (models.SplitEdit, articles.SplitEdits),
    (models.Assignment, articles.Assignments),
    (models.Comparison, articles.Comparisons),
    (models.Annotation, labels.Annotations),
    (models.Revision, labels.Revisions),
    (models.AnnotationLabel, labels.AnnotationLabels),
    (models.Stance, labels.Stances),
    (models.Evidence, labels.EvidenceRows),
    (models.EvidenceLink, labels.EvidenceLinks),
    (models.CheckQuestion, labels.CheckQuestions),
    (models.CheckAnswer, labels.CheckAnswers),
    (models.Review, labels.Reviews),
    (models.BlindAnswer, labels.BlindAnswers),
    (models.ReviewItem, labels.ReviewItems),
    (models.ReviewReply, labels.ReviewReplies),
    (models.Adjudication, labels.Adjudications),
    (models.AdjudicationBasis, labels.AdjudicationBases),
    (models.GoldLabel, labels.GoldLabels),
    (models.GoldText, labels.GoldTexts),
    (models.GoldStance, labels.GoldStances),
    (models.GoldEvidence, labels.GoldEvidenceLinks),
    (models.GoldApproval, labels.GoldApprovals),
    (models.BulkAct, bulk.BulkActs),
    (models.BulkItem, bulk.BulkItems),
    (models.CommentThread, comments.CommentThreads),
    (models.Comment, comments.Comments),
    (models.CommentMention, comments.CommentMentions),
    (models.Notice, comments.Notices),
    (models.AgreementReport, agreement.AgreementReports),
    (models.DatasetFile, dataset_files.DatasetFiles),
    (models.Release, labels.Releases),
    (models.ReleaseStatement, labels.ReleaseStatements),
    (models.ReleaseFile, labels.ReleaseFiles),
    (models.ReleasePiece, labels.ReleasePieces),
    (models.Import, imports.Imports),
    (models.ImportFile, imports.ImportFiles),
    (models.ImportRow, imports.ImportRows),
    (models.EarlierLabel, imports.EarlierLabels),
    (models.SearchedStatement, imports.SearchedStatements),
    (models.SearchedArticle, imports.SearchedArticles),
    (models.Event, labels.Events),
)
WITHOUT_USE = ("auth.Group", "account.EmailAddress", "account.EmailConfirmation", "procrastinate.ProcrastinateJob")
"""Tables that other packages bring along and nobody needs: roles are memberships, sign-in is by user name."""


def fill(site: AdminSite) -> None:
    """Register our tables; take away what serves no purpose here."""
    for model, table in TABLES:
        site.register(model, table)
    foreign = [apps.get_model(label) for label in WITHOUT_USE]
    site.unregister([model for model in foreign if site.is_registered(model)])
