"""The frozen rows that the door hands out (ADR 7). No row of the database leaves the module."""

from .case_file import CaseFile
from .indicators import Computed, IndicatorRow, Month, Period
from .lists import CaseLine, CaseRef, Counts, DocumentView, DraftView, Rows, TaskLine, UnitLoad
from .measured import Measure, MeasuredCase, Rating, RatingCounts, Rectification
from .parts import Answer, Awaited, FieldOpeningLine, HistoryLine, Result, Step, Tries, Value
from .uses import LETTERS, DataUse, LookupProofLine, MyData, PapersSaved
from .views import CaseView, TaskView, Tracking

__all__ = [
    "LETTERS",
    "Answer",
    "Awaited",
    "CaseFile",
    "CaseLine",
    "CaseRef",
    "CaseView",
    "Computed",
    "Counts",
    "DataUse",
    "DocumentView",
    "DraftView",
    "FieldOpeningLine",
    "HistoryLine",
    "IndicatorRow",
    "LookupProofLine",
    "Measure",
    "MeasuredCase",
    "Month",
    "MyData",
    "PapersSaved",
    "Period",
    "Rating",
    "RatingCounts",
    "Rectification",
    "Result",
    "Rows",
    "Step",
    "TaskLine",
    "TaskView",
    "Tracking",
    "Tries",
    "UnitLoad",
    "Value",
]
