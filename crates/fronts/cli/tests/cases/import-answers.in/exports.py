#!/usr/bin/env python3
"""Writes the exports of these cases: `python3 exports.py`, in this folder. All answers are invented."""
import csv
import datetime as dt

import openpyxl

DAY = dt.datetime(2025, 1, 20, 9, 30)


def workbook(name, sheets):
    """A workbook as Microsoft Forms writes it."""
    book = openpyxl.Workbook()
    # The same bytes each time.
    book.properties.created = book.properties.modified = dt.datetime(2025, 1, 1)
    book.remove(book.active)
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    return book


TOOL = ["ID", "Start time", "Completion time", "Email", "Name"]
HEADS = TOOL + [
    "Country",
    "What was done in Cameroon since January 2024 for the first priority, “Observatory”?",
    "What was done in Cameroon since January 2024 for the second priority, “Helpline”?",
    "How far did you come?",
    "With whom did you work?",
    "When did the work start?",
    "What did it cost?",
    "How many people took part?",
    "Was it useful?",
    "How much was covered?.Rural areas",
    "How much was covered?.Towns, and their suburbs",
    "Next step 1: Title",
    "Next step 1: By when",
    "Next step 2: Title",
    "Next step 2: By when",
    "Who helped, and how?",
]


def head(number, minutes=0):
    day = DAY + dt.timedelta(days=number)
    return [number, day, day + dt.timedelta(minutes=40 + minutes), "anonymous", None]


CMR = head(1) + [
    "Cameroon", "Invented: an observatory was planned.", "Invented: a line was opened.", "Far",
    "Ministries; agencies;Unions, employers;Radio, and the press;", dt.datetime(2024, 3, 4), 1.5, 1200, "Yes", "Some", "All",
    "Invented: print it", dt.datetime(2024, 12, 1), "Invented: share it", None, "ILO: advice\nA school",
]
MDG = head(2) + [
    "Madagascar", "Invented: talks.", None, "A little", "Schools;", dt.datetime(2024, 5, 6), 12.25, 30, "Not applicable", "None", "None",
    None, None, None, None, None,
]

book = workbook("microsoft", [("Sheet1", [HEADS, CMR, MDG])])
book.save("microsoft.xlsx")

# What goes wrong: two rows of a country, no country, cells that do not fit, merged cells, an error, a formula, a hidden sheet.
late = head(3, 90) + ["cameroon"] + CMR[6:]
late[8] = "Rather far"
bad = head(4) + [
    "Atlantis", "Invented: nothing.", None, "Far", None, None, None, None, None, None, None, None, None, None, None, None,
]
none = head(5) + [None, "Invented: who wrote this?"] + [None] * 14
wrong = head(6) + [
    "MDG", "Invented: talks.", None, "A little", "Boats;Schools;", "03/04/2024", "1,5", "about 30", "Perhaps", "#N/A", "=1+1", None, "soon",
    None, None, None,
]
book = workbook("trouble", [("Answers", [["Part one"], HEADS, CMR, late, [None], HEADS, bad, none, wrong]), ("Notes", [["Invented: a note"]])])
book["Notes"].sheet_state = "hidden"
book["Answers"].merge_cells("A3:A4")
book.save("trouble.xlsx")

FRENCH = [
    "Horodateur", "Adresse e-mail", "Pays", "Combien cela a-t-il coûté ?", "Où en êtes-vous ?", "Avec qui avez-vous travaillé ?",
    "Quand le travail a-t-il commencé ?", "Quelle part est couverte ? [Zones rurales]", "Quelle part est couverte ? [Villes, et leurs banlieues]",
    "Qu’a-t-on fait au Cameroun depuis janvier 2024 pour la première priorité ?", "Est-ce que c'était utile ?",
]
ROWS = [
    ["20/01/2025 10:05:00", "a@example.org", "Cameroun", "1,5", "Bien avancés", "Ministères ; agences, Syndicats, employeurs, La radio", "03/04/2024", "Une partie", "Tout", "Inventé : rien.", "Oui"],
    ["21/01/2025 11:15:00", "b@example.org", "Côte d’Ivoire", "12,25", "Au début", "Écoles", "30/04/2024", "Rien", "Rien", "Inventé : des réunions.", "Non"],
]
with open("google.csv", "w", newline="", encoding="utf-8") as file:
    csv.writer(file).writerows([FRENCH, *ROWS])
with open("windows.csv", "w", newline="", encoding="cp1252") as file:
    csv.writer(file, delimiter=";").writerows([FRENCH[:-1], *(row[:-1] for row in ROWS)])
with open("mixed.csv", "wb") as file:
    file.write("Pays,Où en êtes-vous ?\nCameroun,Bien avancés\n".encode("utf-8"))
    file.write("Cameroun,Très avancés\n".encode("cp1252"))
with open("old.xls", "wb") as file:
    file.write(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64))
