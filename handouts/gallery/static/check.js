/* Is this sheet current? What is said of a code that somebody types. */
window.CHECK = (function () {
  "use strict";
  const data = window.GALLERY,
    codes = window.CODES,
    { _, dateWords, age } = window.SAY,
    { $, h, codeOf, link, titled, factsAt, formats, current, former, unreleased, addressOf } = window.THERE;

  function titleOf(thing) {
    if (thing.sheet)
      return [titled(thing.sheet.language), ", " + thing.sheet.city.name + ", " + thing.file.format.title];
    return [thing.path];
  }
  const notice = (kind, head, ...children) =>
    h("div", { class: "notice " + kind }, h("h3", { text: head }), ...children);
  function ask(candidates) {
    const button = (code) =>
      h(
        "button",
        {
          type: "button",
          class: "btn",
          click: () => {
            $("code").value = code;
            check();
            $("code").focus();
          },
        },
        codeOf(code),
      );
    return notice(
      "warn",
      _("There is a slip in this code"),
      h("p", { text: _("No sheet has it. Compare with the paper, character by character. Does it say:") }),
      h("div", { class: "row" }, candidates.map(button)),
      h("p", {
        class: "small",
        text: _("If it says something else, type that. If it is still not known, take the sheet down."),
      }),
    );
  }
  function newest(code, thing) {
    const { days, words: old } = age(data.information_of),
      stale = days > data.limit_days;
    return notice(
      stale ? "warn" : "good",
      stale ? _("The newest there is, but its information is {age} old", { age: old }) : _("Current: leave it up"),
      h("p", {}, codeOf(code), " · ", titleOf(thing)),
      unreleased.has(code) && h("p", { text: _("It has not been recorded as printed yet.") }),
      stale &&
        h(
          "p",
          {},
          _("Nothing newer has been made. That does not make it true: it says what was true on {date}.", {
            date: dateWords(data.information_of),
          }),
          " ",
          h("b", { text: _("Have it checked.") }),
        ),
      h(
        "p",
        {},
        thing.sheet
          ? h("a", { href: addressOf(thing.sheet, thing.file), text: _("See this sheet") })
          : h("a", { href: link(thing.path), text: _("Open") }),
      ),
    );
  }
  function replaced(code, was) {
    const wrong = was.harm === "wrong",
      unknown = was.harm === "unknown",
      now = current.get(was.now),
      notBuilt = !was.now && was.harm === "none" && !was.groups.length;
    const format = formats.find((each) => each.kind === was.format);
    const title = [was.language && titled(was.language), was.city && was.city.name, format && format.title]
      .filter(Boolean)
      .flatMap((part, at) => (at ? [", ", part] : [part]))
      .flat();
    return notice(
      wrong ? "bad" : notBuilt ? "" : "warn",
      wrong
        ? _("Replaced: take it down now")
        : notBuilt
          ? _("Not in this folder; nothing on it has changed")
        : unknown
          ? _("Not in this folder; whether something on it has changed can’t be told here")
        : was.harm === "incomplete"
          ? _("Replaced: nothing on it is wrong, but something is missing")
          : _("Replaced: nothing on it is wrong"),
      h("p", {}, codeOf(code), " · ", title, " · ", _("edition of {date}", { date: dateWords(was.edition.on) })),
      was.groups.length ? h("p", { text: _("Since then:") }) : null,
      factsAt(was.groups),
      now
        ? h(
            "p",
            {},
            _("Put up instead:"),
            " ",
            codeOf(was.now),
            " ",
            now.sheet
              ? h("a", { href: addressOf(now.sheet, now.file), text: _("See this sheet") })
              : h("a", { href: link(now.path), text: _("Open") }),
          )
        : h("p", {
            text: unknown
              ? _("Only some languages were built into this folder. Look in one with all of them.")
              : _("This folder has no new sheet in its place."),
          }),
    );
  }
  function verdict(typed) {
    if (!typed)
      return [
        h("p", { text: _("Type the code that stands in the last line of the sheet, after the word “edition”.") }),
      ];
    const { read, asked, slip } = codes.readCode(typed, [...new Set([...current.keys(), ...former.keys()])]);
    if (read)
      return [
        slip && readAs(typed, read),
        current.has(read) ? newest(read, current.get(read)) : replaced(read, former.get(read)),
      ].filter(Boolean);
    if (slip === "near") return [ask(asked)];
    if (slip === "length")
      return [
        notice(
          "",
          _("A code has {n} characters", { n: codes.length }),
          h("p", {
            text: _("Characters typed: {n}", { n: typed.length }) + ". " + _("There is no O, I, L, U, 0 or 1."),
          }),
        ),
      ];
    if (slip === "check")
      return [
        notice(
          "warn",
          _("There is a slip in this code"),
          h("p", {
            text: _(
              "At least one character is not as on the paper: the last character checks the others, and they do not agree. Look again in good light.",
            ),
          }),
        ),
      ];
    return [
      notice(
        "bad",
        _("Unknown: take the sheet down"),
        h("p", {
          text: _(
            "The code is well formed, but it is on no sheet that is known here. It is older, or somebody else made it.",
          ),
        }),
        h("p", {}, h("a", { href: "#find", text: _("Find a sheet") })),
      ),
    ];
  }
  function readAs(typed, read) {
    const marked = Array.from(typed).map((c, at) => (c === read[at] ? c : h("b", { text: c })));
    return h(
      "p",
      { class: "typed" },
      _("You typed"),
      " ",
      h("span", { class: "code" }, marked),
      ". ",
      _("Such a character never stands in a code. It was read as"),
      " ",
      codeOf(read),
      ".",
    );
  }
  function check() {
    $("answer").replaceChildren(...verdict(codes.normal($("code").value)));
  }

  $("codeform").addEventListener("submit", (event) => {
    event.preventDefault();
    check();
  });
  $("code").addEventListener("input", () => {
    const n = codes.normal($("code").value).length;
    if (n >= codes.length || n === 0) check();
  });
  return { check };
})();
