#!/usr/bin/env python3
"""Has LibreOffice fill Word questionnaires in, as a respondent would, and save them as Word files.

usage: fill.py CASES.json

CASES.json is a list of { "name", "blank", "out", "fill": … }: the cases of tests/cases/word, each with the path of the file
that was sent and of the one to save. One soffice does them all, in a profile of its own. Exit code: 0 all saved; 1 a case
failed, or LibreOffice hangs, with the name of the case on standard error.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.text.ControlCharacter import LINE_BREAK

# Seconds: for soffice to start, for one case, and for all of them.
START, ONE, ALL = 60, 90, 900
WORD = "MS Word 2007 XML"


def prop(name, value):
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def url(path):
    return uno.systemPathToFileUrl(os.path.abspath(path))


def mark(place):
    """The bookmark of a place, `tag` or `tag#row`: see crates/outputs/docx/src/tags.rs."""
    return "q_" + hashlib.sha256(place.encode()).hexdigest()[:12]


class Office:
    """A soffice that ends with this script, or is ended when a case takes too long."""

    def __init__(self):
        self.given_up = False
        self.profile = tempfile.mkdtemp(prefix="canevas-soffice-")
        pipe = f"canevas-{os.getpid()}"
        self.process = subprocess.Popen(
            ["timeout", "-k", "10", str(ALL), "soffice", f"-env:UserInstallation={url(self.profile)}",
             "--headless", "--norestore", f"--accept=pipe,name={pipe};urp;"],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env={**os.environ, "LC_ALL": "C.UTF-8"})
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        self.desktop = None
        end = time.monotonic() + START
        while self.desktop is None:
            try:
                context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
                self.desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
            except Exception:
                if time.monotonic() > end or self.process.poll() is not None:
                    self.close()
                    sys.exit("fill.py: soffice did not start")
                time.sleep(0.2)

    def hangs(self, name):
        """Called from a timer: a call into LibreOffice cannot be given up from within."""
        self.given_up = True
        print(f"fill.py: LibreOffice did not finish {name} in {ONE} s", file=sys.stderr, flush=True)
        self.close()
        os._exit(1)

    def open(self, path):
        doc = self.desktop.loadComponentFromURL(url(path), "_blank", 0, (prop("Hidden", True),))
        if doc is None:
            raise RuntimeError(f"LibreOffice does not open {path}")
        return doc

    def close(self):
        # `timeout` hands the signal on to soffice; what does not heed it in time is killed.
        self.process.terminate()
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
        shutil.rmtree(self.profile, ignore_errors=True)


def parts(text):
    """What an enumeration holds."""
    found = text.createEnumeration()
    while found.hasMoreElements():
        yield found.nextElement()


def place_of(doc, place):
    """The field or control in the bookmark of a place. LibreOffice makes an input field of a control for text."""
    for paragraph in parts(doc.Bookmarks.getByName(mark(place)).Anchor):
        for portion in parts(paragraph):
            if portion.TextPortionType == "TextField":
                return portion.TextField, None
            if portion.TextPortionType == "ContentControl":
                control = portion.ContentControl
                return control, next(part for part in parts(control) if part.TextPortionType == "Text")
    raise RuntimeError(f"LibreOffice has nothing to fill in at {place}")


def replace(shown, text):
    """Puts a text in the place of what a control shows. It is written between what was there: next to it, it would come
    to stand outside of the control, and so it would where all was replaced at once."""
    old = len(shown.String)
    first = shown.Text.createTextCursorByRange(shown.Start)
    cursor = shown.Text.createTextCursorByRange(shown.Start)
    cursor.goRight(1, False)
    shown.Text.insertString(cursor, text, False)
    cursor.collapseToEnd()
    if old > 1:
        cursor.goRight(old - 1, True)
        cursor.setString("")
    first.goRight(1, True)
    first.setString("")


def fill(doc, place, value):
    field, shown = place_of(doc, place)
    if shown is None:
        field.Content = value
        return
    # What a click does: the state, and the sign or the words that show it.
    if field.Checkbox:
        field.Checked = True
        replace(shown, field.CheckedState)
        return
    text = value["shown"] if isinstance(value, dict) else value
    if field.ListItems:
        labels = [entry.Value for item in field.ListItems for entry in item if entry.Name == "DisplayText"]
        if text not in labels:
            raise RuntimeError(f"the list at {place} has no {text}")
    if isinstance(value, dict):
        field.CurrentDate = value["day"] + "T00:00:00Z"
    field.ShowingPlaceHolder = False
    replace(shown, text)


def paragraphs(text):
    """The paragraphs of a text, tables included, in order."""
    for part in parts(text):
        if part.supportsService("com.sun.star.text.TextTable"):
            for name in part.getCellNames():
                yield from paragraphs(part.getCellByName(name))
        else:
            yield part


def type_at_end(paragraph, text):
    cursor = paragraph.Text.createTextCursorByRange(paragraph.End)
    for index, line in enumerate(text.split("\n")):
        if index:
            paragraph.Text.insertControlCharacter(cursor, LINE_BREAK, False)
        paragraph.Text.insertString(cursor, line, False)


def type_after(doc, where, text):
    for paragraph in paragraphs(doc.Text):
        if where in paragraph.String:
            return type_at_end(paragraph, text)
    raise RuntimeError(f"no paragraph holds {where}")


def do(office, case):
    # A copy: LibreOffice locks what it opens.
    with tempfile.TemporaryDirectory() as folder:
        sent = os.path.join(folder, "sent.docx")
        shutil.copyfile(case["blank"], sent)
        for saved in range(case.get("saves") or 1):
            doc = office.open(case["out"] if saved else sent)
            try:
                if not saved:
                    doc.RecordChanges = bool(case.get("tracked"))
                    for place, value in case["fill"].items():
                        fill(doc, place, value)
                    for place, text in (case.get("beside") or {}).items():
                        behind = doc.Bookmarks.getByName(mark(place)).Anchor
                        cursor = behind.Text.createTextCursorByRange(behind.End)
                        behind.Text.insertString(cursor, text, False)
                    for where, text in case.get("typed") or []:
                        type_after(doc, where, text)
                    if case.get("remarks"):
                        *_, last = parts(doc.Text)
                        type_at_end(last, case["remarks"])
                # Beside the file, since it is still open when it is saved again.
                doc.storeToURL(url(case["out"] + ".new"), (prop("FilterName", WORD),))
            finally:
                doc.close(True)
            os.replace(case["out"] + ".new", case["out"])


def main(path):
    with open(path, encoding="utf-8") as file:
        cases = json.load(file)
    office = Office()
    failed = 0
    try:
        for case in cases:
            watch = threading.Timer(ONE, office.hangs, [case["name"]])
            watch.start()
            try:
                do(office, case)
            except Exception as error:  # the others are still worth doing
                if office.given_up:
                    return 1
                print(f"fill.py: {case['name']}: {error}", file=sys.stderr)
                failed = 1
            finally:
                watch.cancel()
    finally:
        office.close()
    return failed


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
