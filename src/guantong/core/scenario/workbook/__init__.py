"""A scenario package as one .xlsx workbook, for those who live in spreadsheets: out, in, and out again without loss.

Every sheet has a heading in words, a row of technical keys under it (they decide on import), then the rows. A cell
that begins like a formula is text and comes back as it was. Errors name the sheet and the cell.
"""

from guantong.core.scenario.workbook.load import import_workbook, inspect_workbook
from guantong.core.scenario.workbook.save import export_workbook

__all__ = ["export_workbook", "import_workbook", "inspect_workbook"]
