"""A message is finished English wherever it goes, and can still be said in another language."""

from __future__ import annotations

import pickle

from handouts.wording import joined, message_of, parted, retold, worded

SPANISH = {
    '"{text}" is no number': "“{text}” no es un número",
    "write {choices}": "escriba {choices}",
    "{first} or {other}": "{first} o {other}",
}
CHOICES = worded("{first} or {other}", first="+1", other="+52")
MESSAGE = worded('"{text}" is no number; write {choices}', text="6{6}4; x", choices=CHOICES)


def test_it_is_the_text_with_its_gaps_filled() -> None:
    assert MESSAGE == '"6{6}4; x" is no number; write +1 or +52'
    assert worded("braces { } without values") == "braces { } without values"
    assert joined("that is wrong", "do this") == "that is wrong; do this"


def test_it_is_said_again_with_its_values_as_they_are() -> None:
    assert retold(MESSAGE, SPANISH) == "“6{6}4; x” no es un número; escriba +1 o +52"
    assert retold(MESSAGE, {}) == MESSAGE
    assert retold("any other text", SPANISH) == "any other text"


def test_its_halves_part_where_the_message_does_and_not_in_what_was_typed() -> None:
    what, instead = parted(MESSAGE)
    assert (what, instead) == ('"6{6}4; x" is no number', "write +1 or +52")
    assert (retold(what, SPANISH), retold(instead, SPANISH)) == ("“6{6}4; x” no es un número", "escriba +1 o +52")
    assert parted("wrong; right") == ("wrong", "right")
    assert parted(worded("wrong")) == ("wrong", "")


def test_it_comes_through_an_exception_and_from_another_process() -> None:
    for message in (message_of(ValueError(MESSAGE)), pickle.loads(pickle.dumps(MESSAGE))):
        assert message == MESSAGE
        assert retold(message, SPANISH) == "“6{6}4; x” no es un número; escriba +1 o +52"


def test_what_a_terminal_would_obey_is_changed_in_the_values_alone() -> None:
    loud = MESSAGE.with_values(str.upper)
    assert loud == '"6{6}4; X" is no number; write +1 or +52'
    assert retold(loud, SPANISH) == "“6{6}4; X” no es un número; escriba +1 o +52"
