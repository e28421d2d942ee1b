"""Reads a workbook with openpyxl and with pandas and compares every sheet with its CSV and with what its cells are.

usage: read_workbook.py FOLDER, which holds report.xlsx, expected.json (sheet -> rows of [kind, text]) and SHEET.csv of every table.
Prints how many cells were compared; exits 1 with the differences where there are any.
"""
import csv
import json
import sys
from decimal import Decimal
from pathlib import Path

import openpyxl
import pandas

folder = Path(sys.argv[1])
expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
book = openpyxl.load_workbook(folder / "report.xlsx")
frames = pandas.read_excel(folder / "report.xlsx", sheet_name=None, header=None, keep_default_na=False)
wrong, compared = [], 0


def is_same(value, kind, text):
    if kind == "number":
        return isinstance(value, (int, float)) and not isinstance(value, bool) and Decimal(repr(float(value))) == Decimal(text)
    # A line of a cell ends with a line feed alone.
    return ("" if value is None else value) == text.replace("\r\n", "\n").replace("\r", "\n") and (value is None or isinstance(value, str))


if sorted(book.sheetnames) != sorted(frames) or not set(expected) <= set(frames):
    wrong.append(f"sheets: {book.sheetnames}, {sorted(frames)}")
for sheet, rows in expected.items():
    path = folder / f"{sheet}.csv"
    if path.exists():
        with open(path, encoding="utf-8-sig", newline="") as file:
            lines = list(csv.reader(file))[1:]
        if [[text for _, text in row] for row in rows[1:]] != lines:
            wrong.append(f"{sheet}: the CSV has other cells")
    for reader, found in (
        ("openpyxl", [[cell.value for cell in row] for row in book[sheet].iter_rows()]),
        ("pandas", frames[sheet].values.tolist()),
    ):
        if [len(row) for row in found] != [len(row) for row in rows]:
            wrong.append(f"{sheet}: {reader} finds {len(found)} rows of {set(map(len, found))} cells, not {len(rows)}")
            continue
        for at, (have, want) in enumerate(zip(found, rows)):
            for column, (value, (kind, text)) in enumerate(zip(have, want)):
                compared += 1
                if not is_same(value, kind, text):
                    wrong.append(f"{sheet} row {at} column {column}: {reader} reads {value!r}, not the {kind} {text!r}")
print(compared)
if wrong:
    print("\n".join(wrong[:40]))
    sys.exit(1)
