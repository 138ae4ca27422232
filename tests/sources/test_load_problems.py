"""Bad data in YAML: an edit of the shipped files -> the place and the words of the message, exit code 2, `out/` as it
was. Translations, reviews, fonts, folders and the command line: tests/build/test_bad_input.py.

The place is not typed here as a number, which every change of the data would break, but marked in the edit: `§` stands
where the message must point to.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from handouts.errors import ExitCode, InputError
from handouts.products.loading import load_data
from tests.build.small import FONTS, run, tree
from tests.sources.shipped import DATA, NAMES, problems_of, shortened, whole

HERE = "§"

NUMBER = '{number: "+1 575 527 0500"}'
PROBAR = "name: ProBAR"
DAY = "last_updated: 2021-04-07"
FLYER = "formats: [flyer, large-print, half, card]"
DETAIL = "print: detail\n        priority: 7"
US_SIDE = "{country: US, code: USA, from: From the U.S.}"
LEADING = "  leading: 1.25"

# file, text in it, what stands there instead, words of the message
EDITS = [
    # numbers
    ("directory", NUMBER, "{number: §+15755270500}", 'drops the "+"; write number: "+1 575 527 0500" (U.S.)'),
    ("directory", NUMBER, "{number: §5755270500}", 'as a number; write number: "+1 575 527 0500" (U.S.)'),
    ("directory", NUMBER, "{number: §+526642088994}", 'write number: "+52 664 208 8994" (Mexico)'),
    ("directory", NUMBER, "{number: §(575) 527-0500}", 'write number: "+1 575 527 0500" (U.S.)'),
    ("directory", NUMBER, '{number: §"1 (858) 333-2857"}', 'write number: "+1 858 333 2857" (U.S.)'),
    ("directory", NUMBER, "{number: §011-52 (631) 316-2086}", 'write number: "+52 631 316 2086" (Mexico)'),
    ("directory", NUMBER, "{number: §00 1 858 333 2857}", 'write number: "+1 858 333 2857" (U.S.)'),
    ("directory", NUMBER, "{number: §044 664 208 8994}", 'write number: "+52 664 208 8994" (Mexico)'),
    ("directory", NUMBER, "{number: §6313162086}", '"+1 631 316 2086" (U.S.) or number: "+52 631 316 2086" (Mexico)'),
    ("directory", NUMBER, '{number: §"+1-575-527-0500"}', "more than digits and single spaces"),
    ("directory", NUMBER, '{number: §"+1 575  527 0500"}', "more than digits and single spaces"),
    ("directory", NUMBER, '{number: §"+1 ٥٧٥ 527 0500"}', "is not in European digits"),
    ("directory", NUMBER, '{number: §"+1 575 527 050"}', "not a number that exists"),
    ("directory", NUMBER, '{number: §"+52 1 664 208 8994"}', 'or write number: "+52 664 208 8994" (Mexico)'),
    (
        "directory",
        NUMBER,
        "{number: §1-800-FLOWERS}",
        'letters in the place of digits; write number: "+1 800 356 9377"',
    ),
    ("directory", NUMBER, '{number: §"+1 800 FLOWERS"}', 'write number: "+1 800 356 9377" (U.S.)'),
    (
        "directory",
        NUMBER,
        "{number: §01 800 911 2000}",
        'has the 01 that Mexican numbers lost in 2019; write number: "+52',
    ),
    ("directory", NUMBER, '{number: §"+52 01 800 911 2000"}', 'write number: "+52 800 911 2000" (Mexico)'),
    ("directory", NUMBER, '{number: §"+1 575 527 0500 ext 5"}', '"+1 575 527 0500" (U.S.) and extension: "5"'),
    ("directory", NUMBER, "{number: §(575) 527-0500 x12}", "holds an extension, which has a key of its own"),
    ("directory", NUMBER, '{number: §"+1\u00a0575 527 0500"}', "holds a no-break space (U+00A0), which no phone dials"),
    ("directory", NUMBER, '{number: §"+1 575\u2011527\u20110500"}', "holds a non-breaking hyphen (U+2011)"),
    (
        "directory",
        NUMBER,
        "{number: §“+1 575 527 0500”}",
        "curly quotes, which are no quotes to YAML; write straight ones",
    ),
    (
        "directory",
        NUMBER,
        '{number: §"+1 436 660 2950"}',
        "if somebody has called it, add the day, as verified: 2021-04-07",
    ),
    ("directory", NUMBER, '{number: §"+1 436 660 295", verified: 2021-04-07}', "not a number that exists"),
    ("directory", NUMBER, '{number: "+1 575 527 0500", extension: §"ext 5"}', 'as extension: "5"'),
    ("directory", NUMBER, '{number: §"+"}', "has no digits; write"),
    ("directory", NUMBER, '{number: §"+999 1"}', "no telephone number; write"),
    ("directory", NUMBER, '{number: §"+1 000 000 0000"}', "not a number that exists"),  # the example of the messages
    ("directory", NUMBER, '{number: §"+52 000 000 0000"}', "not a number that exists"),
    ("directory", NUMBER, '{number: §""}', "has no digits; write"),
    ("directory", NUMBER, "{number: §no}", "YAML reads no without quotes as true or false"),
    ("directory", NUMBER, '{number: §["+1 575 527 0500"]}', '"number" is a list; write text'),
    ("directory", NUMBER, "{§number: }", '"number" has no value'),
    ("directory", NUMBER, "§{}", "give either number or short"),
    ("directory", NUMBER, '§{number: "+1 575 527 0500", short: "911"}', "give either number or short"),
    ("directory", NUMBER, "{short: §911, call_from: US}", 'not as text; write it in quotes: "911"'),
    ("directory", NUMBER, '§{short: "911"}', "write call_from: MX or call_from: US"),
    ("directory", NUMBER, '§{short: "911", call_from: US, whatsapp: true}', "has no WhatsApp"),
    ("directory", NUMBER, '{short: §"9111111", call_from: US}', "write 2 to 6 digits"),
    ("directory", NUMBER, '{number: "+1 575 527 0500", extension: §012}', 'write it in quotes: "012"'),
    ("directory", NUMBER, '{number: "+1 575 527 0500", extension: §"1a"}', "up to 8 digits"),
    ("directory", NUMBER, '§{short: "911", call_from: US, extension: "1"}', "and no extension; delete them"),
    ("directory", NUMBER, '{number: "+1 575 527 0500", hours: §9:30}', 'write it in quotes: "9:30"'),
    ("directory", NUMBER, '{number: "+1 575 527 0500", whatsapp: §yes}', "write true or false"),
    ("directory", NUMBER, '{number: "+1 575 527 0500", whatsapp: §"true"}', "in quotes and so a text"),
    ("directory", NUMBER, '{number: "+1 575 527 0500", call_from: §us}', "write US"),
    ("directory", NUMBER, '{number: "+1 575 527 0500", call_from: §CA}', "write MX or US"),
    ("directory", NUMBER, '{number: "+1 575 527 0500", §label: }', '"label" has no value'),
    ("directory", NUMBER, '{number: "+1 575 527 0500", label: Office, §Mexico}', "text that holds a comma in quotes"),
    ("directory", NUMBER, '{number: "+1 575 527 0500"}, {number: §"+15755270500"}', "stands twice"),
    ("directory", NUMBER, '{number: "+1 575 527 0500"}, {number: §"+1 5755270500", call_from: MX}', "stands twice"),
    ("directory", NUMBER, '{short: "911", call_from: US}, {short: §"911", call_from: US}', "stands twice"),
    (
        "directory",
        NUMBER,
        '{number: "+1 575 527 0500", extension: "5"}, {number: §"+1 575 527 0500", extension: "5"}',
        "stands twice",
    ),
    # dates
    ("handout", DAY, "last_updated: §2021-02-30", "a date that is in no calendar"),
    ("handout", DAY, 'last_updated: §"2021-02-30"', "is in no calendar"),
    ("handout", DAY, "last_updated: §2021-04-07 12:00:00", "a time of day; write a date as 2021-04-07"),
    ("handout", DAY, "last_updated: §2021-04-07T12:00:00Z", "a time of day; write a date as 2021-04-07"),
    ("handout", DAY, "last_updated: §2021-4-7", "write year, month and day as 2021-04-07"),
    ("handout", DAY, "last_updated: §April 7, 2021", "write year, month and day as 2021-04-07"),
    ("handout", DAY, "last_updated: §20210407", "write a date as 2021-04-07"),
    ("handout", DAY, "last_updated: §1921-04-07", "not of this century"),
    ("handout", DAY, "last_updated: §[2021, 4, 7]", '"last_updated" is a list; write a date as 2021-04-07'),
    ("directory", NUMBER, '{number: "+1 575 527 0500", verified: §2021-13-01}', "a date that is in no calendar"),
    ("directory", NUMBER, '{number: "+1 575 527 0500", verified: §1999-12-31}', "not of this century"),
    ("handout", DAY, "last_updated: §“2021-04-07”", 'write straight ones: "2021-04-07"'),
    # ids and names
    ("directory", "id: general", "id: §“general”", "“general” is in curly quotes"),
    ("directory", "id: general", "id: §no", 'YAML reads no as true or false, not as text; write it in quotes: "no"'),
    ("directory", "id: general", "id: §General", "use small letters"),
    ("directory", "id: general", "id: §../general", "use small letters"),
    ("directory", "id: nogales", "id: §con", "Windows keeps that name"),
    ("directory", "id: nogales", "id: §" + "n" * 61, "at most 60"),
    ("directory", "id: nogales", "id: §mexicali", "stands twice"),
    ("directory", "id: nogales", "id: §C:\\nogales", "use small letters"),
    ("directory", "id: nogales", "id: §nogales.pdf", "use small letters"),
    ("directory", "id: nogales", "id: §<script>alert(1)</script>", "use small letters"),
    ("directory", "id: children", "id: §general", "stands twice"),
    ("directory", "name: Nogales", "name: §MEXICALI", "stands twice"),
    ("directory", PROBAR, "name: §texas civil rights project", "the organisation"),
    ("directory", PROBAR, "name: §211", 'write it in quotes: "211"'),
    ("directory", PROBAR, "name: §1_000", 'write it in quotes: "1_000"'),
    ("directory", PROBAR, "name: §2021-04-07", "as a date, not as text"),
    ("directory", PROBAR, "name: §null", 'write it in quotes: "null"'),
    ("directory", PROBAR, "name: §~", 'write it in quotes: "~"'),
    ("directory", PROBAR, "name: §On", 'write it in quotes: "On"'),
    ("directory", "      - " + PROBAR, "      - §place: Texas", '"name" is missing; add name: ...'),
    (
        "directory",
        "service: Housing",
        "service: §Free help",
        'in the vocabulary of handout.yaml; write its id, "free-help"',
    ),
    ("directory", "service: Housing", "service: §legal-hlep", 'write "legal-help", or begin words of your own with'),
    ("directory", "label: Offices in Arizona", "label: §Office In Mexico", "spell both alike"),
    ("directory", "label: Office in Mexico", 'hours: §"Mo-Fr 9-5"', "has hours without minutes"),
    ("directory", "label: Office in Mexico", 'hours: "Mo-Fr 09:00-17:00", paused: §""', "the text is empty"),
    ("directory", "icon: home", "icon: §house", "write home"),
    # text
    ("directory", PROBAR, 'name: §" ProBAR"', "begins or ends with a space"),
    ("directory", PROBAR, 'name: §""', "the text is empty"),
    ("directory", PROBAR, "name: §|\n          ProBAR", 'write ">-" instead of'),
    ("directory", PROBAR, 'name: §"Pro\\nBAR"', "has line breaks"),
    ("directory", PROBAR, 'name: §"Pro\\u202eBAR"', "U+202E (RIGHT-TO-LEFT OVERRIDE)"),
    ("directory", PROBAR, "name: Pro§\u202eBAR", "U+202E (RIGHT-TO-LEFT OVERRIDE)"),
    ("directory", PROBAR, "name: Pro§\u200fBAR", "U+200F (RIGHT-TO-LEFT MARK)"),
    ("directory", PROBAR, "name: ProBAR # §\u2066", "U+2066 (LEFT-TO-RIGHT ISOLATE)"),
    ("directory", PROBAR, "name: Pro§\x00BAR", "U+0000"),
    ("directory", PROBAR, "name: Pro§\x1bBAR", "U+001B"),
    ("directory", PROBAR, "name: Pro§\u2028BAR", "U+2028"),
    ("directory", PROBAR, "name: Pro§\ufeffBAR", "U+FEFF"),
    ("directory", PROBAR, "name: Pro§\ufffdBAR", "U+FFFD"),
    ("directory", PROBAR, "name: Pro§\uffffBAR", "U+FFFF"),
    ("directory", PROBAR, 'name: §"Pro\\ud800"', "half of a character"),
    ("directory", PROBAR, "name: §" + "x" * 201, "has 201 characters; write at most 200"),
    ("directory", PROBAR, "name: §Pro {bar}", "braces { } that mean nothing"),
    ("directory", "C. Primera 8250", "§C. Primera #8250", 'YAML leaves out "#8250, Zona Nte.'),
    ("directory", "C. Primera 8250", "§C. Primera 8250\n            #2 ", 'YAML leaves out "#2 , Zona Nte.'),
    # keys and shapes
    ("directory", NUMBER, '{§nubmer: "+1 575 527 0500"}', 'write "number"'),
    ("directory", "cities:", "§Cities:", 'write "cities"'),
    ("directory", "cities:", "§cities\u00a0:", 'write "cities" without U+00A0 (NO-BREAK SPACE)'),
    (
        "directory",
        NUMBER,
        '{number: "+1 575 527 0500", §number: "+1 575 527 0501"}',
        "stands here twice (first in line",
    ),
    ("directory", f"[{NUMBER}]", '§{number: "+1 575 527 0500"}', '"numbers" is a mapping (key: value), not a list'),
    ("directory", f"[{NUMBER}]", '§"+1 575 527 0500"', "stands where a list should"),
    ("directory", NUMBER, '§"+1 575 527 0500"', "stands where a mapping should"),
    ("directory", NUMBER, "§[1]", "is a list, not a mapping"),
    ("handout", "  printed:", "  §- printed:", "does not fit in with those above"),
    ("handout", "  scan: Point", "  §skan: Point", 'write "scan"'),
    ("handout", "title: Information", "§heading: Information", '"heading" is no key here'),
    ("directory", "    title: Organizations that", "    §subtitle: Organizations that", 'write "title"'),
    # the website
    ("handout", 'page: "https:', 'page: §"http:', 'must begin with "https://"'),
    ("handout", 'page: "https://', 'page: §"https://me:secret@', "user name or password"),
    ("handout", 'page: "https://help.', 'page: §"https://help .', "without spaces"),
    ("handout", '"https://help.asylumadvocacy.org/inf', '§"https://localhost/inf', "names no site"),
    ("handout", "printed: help.", "printed: §https://help.", "the site's name alone"),
    ("handout", "  page: ", "  §pages: ", 'write "page"'),
    ("handout", 'publisher_home: "', 'publisher_home: §"javascript:', 'must begin with "https://"'),
    # the sheet
    ("handout", "status: current", "status: §Archived", "write archived"),
    ("handout", "status: current", "status: §true", "true is nothing that status can be; write current or archived"),
    ("handout", "sides: auto", "sides: §true", "true is nothing that sides can be; write auto or 1 or 2"),
    ("handout", "sides: auto", "sides: §2.0", "2.0 is nothing that sides can be; write auto or 1 or 2"),
    ("handout", "sides: auto", "sides: §3", "3 is nothing that sides can be; write auto or 1 or 2"),
    ("handout", "paper: letter", "paper: §[letter]", '"paper" is a list'),
    ("handout", "paper: letter", "paper: §A4", "write a4"),
    ("handout", FLYER, "formats: §[]", '"formats" is empty'),
    ("handout", FLYER, "formats: §flyer", "stands where a list should"),
    ("handout", FLYER, "formats: [flyer, §pamphlet]", "write flyer or large-print or half or card"),
    ("handout", FLYER, "formats: [flyer, §flyer]", "stands twice"),
    ("handout", "[216, 340]", "§[216]", "fewer than 2 values"),
    ("handout", "[216, 340]", "§[216, 340, 1]", "too many values"),
    ("handout", "[216, 340]", "[§8.5, 340]", "write at least 200"),
    ("handout", "[216, 340]", "[§.inf, 340]", "a number such as 1.25"),
    # the sides of the border
    ("handout", US_SIDE, "{country: §us, code: USA, from: From the U.S.}", '"us" is no country; write US'),
    (
        "handout",
        US_SIDE,
        "{country: §USA, code: USA, from: From the U.S.}",
        "write two capital letters, as",
    ),
    ("handout", US_SIDE, "{country: US, code: §Usa, from: From the U.S.}", "write two to four capital letters"),
    ("handout", US_SIDE, "{country: US, code: §MEX, from: From the U.S.}", 'both sides of the border have code: "MEX"'),
    ("handout", US_SIDE, "{country: US, code: USA, from: §From Mexico}", "(first in line"),
    ("handout", US_SIDE, "§{country: US, from: From the U.S.}", '"code" is missing'),
    ("handout", US_SIDE, "§{country: US, code: USA}", '"from" is missing'),
    ("handout", US_SIDE, '{country: US, code: USA, from: §" From"}', "begins or ends with a space"),
    ("handout", US_SIDE, f'{US_SIDE[:-1]}, international_prefix: §"+"}}', "write the digits alone, in quotes"),
    ("handout", US_SIDE, f"{US_SIDE[:-1]}, international_prefix: §011}}", 'write it in quotes: "011"'),
    ("handout", "- {country: MX", f"§- {US_SIDE}\n  - {{country: MX", "has too many values; write 2"),
    ("handout", "words:\n", "words:\n  §from_mexico: From Mexico\n", '"from_mexico" is no key here'),
    # what the program fills in
    ("handout", '"Near you: {city}"', "§Near you", '"{city}" is missing'),
    ("handout", '"Near you: {city}"', '§"{town}: {city}"', "braces { } that mean nothing"),
    ("handout", '"Near you: {city}"', '§"{city} {city}"', "write {city} once, and no other brace"),
    ("handout", "en: I speak {language}", "en: §I speak", '"{language}" is missing'),
    # pieces
    ("faq", "priority: 6", "priority: §010", "a whole number in plain digits"),
    ("faq", "priority: 6", 'priority: §"6"', "write it without: 6"),
    ("faq", "priority: 6", "priority: §6.5", "is a number; write a whole number in plain digits"),
    ("faq", "priority: 6", "priority: §0", "write at least 1"),
    ("faq", "priority: 6", "priority: §1000", "write at most 999"),
    ("faq", "- id: denied", "- §id: denied\n        priority: 1", "priority is for print: detail; delete it"),
    ("faq", "- id: denied", "- §id: denied\n        needs: returned", "needs is for print: detail; delete it"),
    ("faq", "- id: denied", "- §id: denied\n        why: x", "why is for print: never"),
    (
        "handout",
        "- id: starting-point\n    print: never\n    why:",
        "- §id: starting-point\n    print: never\n    note:",
        "say why it is not printed",
    ),
    ("faq", "priority: 6", "priority: §" + "9" * 5000, "a whole number in plain digits"),
    ("faq", "- id: returned\n        " + DETAIL, "- §id: returned\n        print: detail", "a detail needs a priority"),
    ("faq", "print: date-band", "print: §detials\n        priority: 3", "write detail"),
    ("faq", "id: returned", "id: §denied", "stands twice"),
    ("faq", "id: returned", "id: §question", "translations need it"),
    ("faq", "needs: closed", "needs: §open", 'needs "open", which this answer does not have'),
    ("faq", "needs: closed", "needs: §affected", "needs itself"),
    (
        "directory",
        '{number: "+52 631 316 2086", label: Office in Mexico}',
        '§{number: "+52 631 316 2086", hours: weekdays, hours_note: not in May}',
        "hours are in words and there is an hours_note as well",
    ),
    ("faq", DETAIL, DETAIL + "\n        needs: §denied", "which is no detail"),
    ("faq", "with: did-mpp-end/gradual", "with: §did-mpp-end/gradually", "which no answer has; write a question's id"),
    ("faq", "with: did-mpp-end/gradual", "with: §gradual", 'stands with "gradual", which this answer does not have'),
    ("faq", "with: did-mpp-end/gradual", "with: §border-open/denied", "which is no detail; delete it"),
    ("faq", "with: did-mpp-end/gradual", "with: §stands-for", '"stands-for" stands with itself; delete with'),
    ("faq", "with: did-mpp-end/gradual", "with: §did-mpp-end/a/b", "is no id"),
    (
        "faq",
        "needs: what-is-title-42/closed\n        with: did-mpp-end/gradual",
        "needs: §did-mpp-end/gradual\n        with: did-mpp-end/gradual",
        'needs "did-mpp-end/gradual", with which it stands together or not at all; delete needs',
    ),
    ("faq", "- id: denied", "- §id: denied\n        with: returned", "with is for print: detail; delete it"),
    ("faq", "priority: 2\n", "priority: 2\n        needs: §did-mpp-end/gradual\n", "needs itself in the end"),
    ("faq", "id: border-open", "id: §introduction", 'a question can\'t have the id "introduction"'),
    ("handout", "print: detail\n    priority: 1", "print: §date-band", "a second piece has print: date-band"),
    ("faq", "id: did-mpp-end", "id: §what-is-mpp", "stands twice"),
    # languages
    ("languages", "- tag: es", "- tag: §no", 'write it in quotes: "no"'),
    ("languages", "- tag: es", "- tag: §ES", "write it as"),
    ("languages", "- tag: es", "- tag: §xx", "CLDR does not know"),
    ("languages", "- tag: es", "- tag: §aux", "no language tag"),
    ("languages", "- tag: es", "- tag: §con", 'Windows keeps that name for a device; add the script, as "con-Latn"'),
    ("languages", "- tag: es", "- tag: §und", "CLDR does not know"),
    ("languages", "- tag: es", "- tag: §es-XX", "CLDR does not know"),
    ("languages", "- tag: es", "- tag: §nah", 'in which script "nah" is written; name it in the tag, as in "nah-Latn"'),
    ("languages", "- tag: es", "- tag: §en", "stands twice"),
    ("languages", "own: English", "own: §No", 'write it in quotes: "No"'),
    ("languages", "regular: NotoSans-Medium", "regular: §../NotoSans-Medium", "without folder"),
    ("languages", "regular: NotoSans-Medium", "regular: §NotoSans-Medium.ttf", 'write "NotoSans-Medium"'),
    ("languages", "{wanted: 12, floor: 11}", "§{wanted: 11, floor: 12}", "floor is above wanted"),
    ("languages", "{wanted: 12, floor: 11}", "{wanted: 12, floor: §8}", "write at least 10"),
    ("languages", LEADING, "  leading: §125%", '"125%" is text; write a number such as 1.25'),
    ("languages", LEADING, "  leading: §1,25", '"1,25" is text; write a number such as 1.25'),
    ("languages", LEADING, "  leading: §.5", "YAML reads .5 as a number; write a number such as 1.25"),
    ("languages", LEADING, "  leading: §0.9", "write at least 1"),
    ("languages", LEADING, LEADING + "\n  features: {§kernx: 1}", "four letters"),
    ("languages", LEADING, LEADING + "\n  features: {kern: §10}", "write at most 9"),
    ("languages", LEADING, LEADING + "\n  months: §[January]", '"months" has too few values; write at least 12'),
    ("languages", LEADING, LEADING + "\n  weekdays: §[Mon, Tue]", '"weekdays" has too few values; write at least 7'),
    ("languages", LEADING, LEADING + '\n  list_separator: §" and "', "has 5 characters; write at most 4"),
    ("languages", LEADING, LEADING + "\n  sentences_spaced: §1", "write true or false"),
    (
        "languages",
        LEADING,
        LEADING + "\n  say: {§em: I speak, es: Hablo}",
        '"em" is no key here; the keys here are en, es',
    ),
    ("languages", "{regular: NotoSans-Medium,", "{§regular: ,", '"regular" has no value'),
    ("languages", "small: NotoSans-Medium", "§smal: NotoSans-Medium", 'write "small"'),
    ("languages", LEADING, LEADING + "\n  date_pattern: §d MMMM", 'write it as "d MMMM y"'),
    ("languages", LEADING, LEADING + '\n  time_pattern: §"h:mm"', 'write it as "HH:mm", "h:mm a" or "B h:mm"'),
]

# The same, where the message points to another place than the edit: to the first text like the last one.
ELSEWHERE = [
    (
        "directory",
        "visit:\n          label: To visit",
        "visit: To visit",
        "a colon stands where none may",
        ": C. Primera",
    ),
    ("faq", DETAIL, "print: essential", "at most 66 fit on every sheet", "essential\n        text: Yes, the"),
    ("faq", "print: date-band", "print: never\n        why: x", "no piece has print: date-band; write", "questions:"),
    ("languages", "- tag: en", "- tag: de", 'the language of the source, "en", is missing', "- tag: de"),
    ("languages", "own: English", "own: Español", "stands twice (first in line", "Español, en: Spanish"),
    ("handout", "disclaimer: This", "# This", '"disclaimer" is missing; add disclaimer: ...', "publisher:"),
    (
        "directory",
        "title: Organizations that",
        "title: General information about the border #",
        "stands twice",
        "General information about the border #",
    ),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "datos á 数据"
    made.mkdir()
    for name in NAMES:
        (made / f"{name}.yaml").write_text(shortened(name), encoding="utf-8", newline="\n")
    return made


def edited(folder: Path, name: str, old: str, new: str) -> tuple[Path, str]:
    """Make the edit in the whole file; the file, and its text with the mark."""
    path = folder / f"{name}.yaml"
    before, found, after = whole(name).partition(old)
    assert found, f"the shipped file no longer holds {old!r}"
    marked = before + new + after
    path.write_bytes(marked.replace(HERE, "").encode("utf-8"))
    return path, marked


def refused(folder: Path, path: Path, above: str, words: str) -> None:
    """A build says this of the place that comes after `above`, and nothing in the output folder changes."""
    out = folder.parent / "out"
    (out / "flyer" / "es").mkdir(parents=True)
    (out / "flyer" / "es" / "nogales-es-flyer.pdf").write_bytes(b"an older one")
    (out / "manifest.json").write_bytes(b"{}")
    before = tree(out)
    said = run("build", "--data", str(folder), "--fonts", str(FONTS), "--out", str(out))
    assert said.code == ExitCode.WRONG_INPUT
    assert tree(out) == before
    assert said.out == ""
    *messages, end = said.err.splitlines()
    assert end.endswith("; nothing was written")
    assert all(re.match(r".*\.yaml(:\d+:\d+)?: .+; .+", message) for message in messages), "no word what to do"
    place = f"{path}:{above.count(chr(10)) + 1}:{len(above) - above.rfind(chr(10))}: "
    assert any(message.startswith(place) and words in message for message in messages), messages


@pytest.mark.parametrize(("name", "old", "new", "words"), EDITS, ids=[f"{e[0]}: {e[2]!a:.60}" for e in EDITS])
def test_the_message_says_where_and_what_would_be_right(
    folder: Path, name: str, old: str, new: str, words: str
) -> None:
    path, marked = edited(folder, name, old, new)
    assert HERE in new
    refused(folder, path, marked.partition(HERE)[0], words)


@pytest.mark.parametrize(("name", "old", "new", "words", "at"), ELSEWHERE, ids=[e[3] for e in ELSEWHERE])
def test_the_message_points_to_where_it_is_mended(
    folder: Path, name: str, old: str, new: str, words: str, at: str
) -> None:
    path, text = edited(folder, name, old, new)
    assert at in text
    refused(folder, path, text.partition(at)[0], words)


def test_the_shipped_data_has_no_problem(folder: Path) -> None:
    assert problems_of(folder) == ()
    assert problems_of(DATA) == ()


def test_the_table_holds_more_than_eighty_kinds() -> None:
    assert len({(name, old, new) for name, old, new, _ in EDITS}) == len(EDITS) > 80


def test_all_problems_of_all_files_come_at_once_in_order(folder: Path) -> None:
    edited(folder, "handout", DAY, "last_updated: 2021-02-30")
    path, text = edited(folder, "directory", NUMBER, "{number: +15755270500, fax: 1}")
    path.write_text(text.replace("id: nogales", "id: mexicali"), encoding="utf-8")
    edited(folder, "faq", "needs: closed", "needs: open")
    (folder / "languages.yaml").unlink()
    with pytest.raises(InputError) as caught:
        load_data(folder)
    assert caught.value.exit_code is ExitCode.WRONG_INPUT
    files = [Path(problem.file).name for problem in caught.value.problems]
    assert files == ["directory.yaml"] * 3 + ["faq.yaml", "handout.yaml", "languages.yaml"]
    assert list(problems_of(folder)) == list(caught.value.problems)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("directory", NUMBER, "{number: +15755270500}"),
        ("directory", NUMBER, '{number: "+1 436 660 2950"}'),
        ("handout", FLYER, "formats: [1]"),
    ],
)
def test_one_mistake_is_one_problem(folder: Path, name: str, old: str, new: str) -> None:
    edited(folder, name, old, new)
    assert len(problems_of(folder)) == 1


def test_a_list_whose_only_entry_is_wrong_is_not_called_empty(folder: Path) -> None:
    path = folder / "directory.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.partition("cities:")[0] + "cities:\n  - id: Nogales\n    name: Nogales\n", encoding="utf-8")
    assert [problem.what for problem in problems_of(folder)] == [
        '"organisations" is missing',
        '"Nogales" is no id',
    ]


TODAY = date(2021, 4, 7)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("handout", DAY, "last_updated: §2021-04-08"),
        ("handout", DAY, 'last_updated: §"2062-04-07"'),
        ("directory", NUMBER, '{number: "+1 575 527 0500", verified: §2021-05-01}'),
    ],
)
def test_a_day_that_has_not_come_is_refused(folder: Path, name: str, old: str, new: str) -> None:
    path, marked = edited(folder, name, old, new)
    above = marked.partition(HERE)[0]
    (problem,) = problems_of(folder, TODAY)
    assert (problem.file, problem.line) == (str(path), above.count("\n") + 1)
    assert problem.column == len(above) - above.rfind("\n")
    assert "has not come yet: by this computer's clock today is 2021-04-07" in problem.what
    assert problems_of(folder) == ()


def test_today_and_the_past_are_days_that_have_come(folder: Path) -> None:
    edited(folder, "directory", NUMBER, '{number: "+1 575 527 0500", verified: 2021-04-07}')
    assert problems_of(folder, TODAY) == ()


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        pytest.param("directory", f"[{NUMBER}]", f"[{NUMBER}] # a comment", id="a comment after a list"),
        pytest.param("handout", "status: current", "status: current # or: archived", id="a comment after a fixed word"),
        pytest.param("handout", DAY, 'last_updated: "2021-04-07"', id="a date in quotes"),
        pytest.param("directory", PROBAR, 'name: "#ProBAR"', id="a # in quotes"),
        pytest.param(
            "directory",
            NUMBER,
            '{call_from: US, number: "+1 575 527 0500", note: "Room\n              #2"}',
            id="a # in quotes, on the line below a text without quotes",
        ),
        pytest.param("directory", PROBAR, "name: نام\u200cها", id="a joiner that Persian needs"),
        pytest.param("directory", NUMBER, '{number: "+44 20 7946 0958"}', id="a number of a third country"),
        pytest.param("directory", NUMBER, '{short: "211", call_from: US}', id="a short code"),
        pytest.param("directory", NUMBER, '{number: "+1 436 660 2950", verified: 2021-04-07}', id="a new area code"),
        pytest.param("directory", PROBAR, "name: “ProBAR” of Texas", id="curly quotes inside a name"),
        pytest.param("directory", PROBAR, "name: AT&T; Legal <help@example.org>", id="signs that are no HTML"),
        pytest.param("languages", "- tag: es", "- tag: mam", id="a language that CLDR does not know"),
        pytest.param("languages", "- tag: es", "- tag: nah-Latn", id="a group of languages, with its script"),
        pytest.param("languages", "- tag: es", "- tag: prs", id="another tag of a language"),
        pytest.param("languages", "- tag: es", '- tag: "no"', id="Norwegian in quotes"),
        pytest.param("languages", LEADING, LEADING + "\n  date_pattern: d 'de' MMMM 'de' y", id="a date pattern"),
        pytest.param("handout", "[216, 340]", "[215.9, 340]", id="a fraction of a millimetre"),
    ],
)
def test_what_is_right_is_accepted(folder: Path, name: str, old: str, new: str) -> None:
    edited(folder, name, old, new)
    assert [str(problem) for problem in problems_of(folder)] == []


def test_the_same_number_may_stand_once_for_each_side(folder: Path) -> None:
    twice = '{number: "+1 575 527 0500", call_from: MX}, {number: "+1 575 527 0500", call_from: US}'
    edited(folder, "directory", NUMBER, twice)
    assert problems_of(folder) == ()
