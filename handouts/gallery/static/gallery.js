/* The gallery's views: finding, one sheet, what changed. Asks nobody for anything; works from a folder. */
(function () {
  "use strict";
  const data = window.GALLERY,
    codes = window.CODES,
    doc = document,
    PAGE = 24,
    { _, figure, count, dateWords, shortDate } = window.SAY,
    { $, h, codeOf, link, titled, factsAt, isNew, addressOf, cityNames } = window.THERE,
    { fold, digits, sheets, current, changed, lastEdition } = window.THERE;

  /* --- finding ---------------------------------------------------------------------------------------------- */

  const fields = ["q", "fc", "fl", "ff"].map($),
    onlyNew = $("fn");
  const filters = () => [...fields.map((field) => field.value), onlyNew && onlyNew.checked ? "new" : ""];
  function setFilters(values) {
    fields.forEach((field, at) => {
      field.value = values[at] || "";
    });
    if (onlyNew) onlyNew.checked = Boolean(values[4]);
  }
  function matching() {
    const [typed, city, tag, format, novel] = filters(),
      asked = fold(typed).split(/\s+/).filter(Boolean);
    const hit = current.get(codes.normal(typed));
    const figures = /^[\d\s()+.-]+$/.test(typed) ? typed.replace(/\D/g, "") : "";
    const withNumber = figures.length > 3 ? digits.map((each) => each.includes(figures)) : [];
    return sheets.filter(
      (sheet) =>
        (!city || sheet.city.id === city) &&
        (!tag || sheet.language.tag === tag) &&
        (!novel || isNew(sheet)) &&
        (!format || sheet.files.some((file) => file.format.name === format)) &&
        ((hit && hit.sheet === sheet) || withNumber[sheet.numbers] || asked.every((word) => sheet.key.includes(word))),
    );
  }
  function picture(sheet, attributes) {
    if (sheet.picture)
      return h("img", { src: link(sheet.picture), alt: "", loading: "lazy", decoding: "async", ...attributes });
    const page = $("no-picture").content.firstElementChild.cloneNode(true);
    page.setAttribute("class", page.getAttribute("class") + " " + attributes.class);
    return page;
  }
  function card(sheet, format) {
    const files = format ? sheet.files.filter((file) => file.format.name === format) : sheet.files;
    return h(
      "li",
      { class: "card" },
      picture(sheet, { class: "pic" }),
      h("h3", {}, h("a", { href: addressOf(sheet, files[0]) }, titled(sheet.language))),
      h("p", { class: "who", text: sheet.city.name }),
      h("p", { class: "meta" }, files[0].code && codeOf(files[0].code), novelty(files[0])),
      h(
        "ul",
        { class: "fmts", "aria-label": _("Open {sheet}", { sheet: sheet.label }) },
        files.map((file) =>
          h(
            "li",
            {},
            h("a", {
              href: link(file.path),
              "aria-label": file.format.title + ", " + sheet.label + ", PDF",
              text: file.format.title,
            }),
          ),
        ),
      ),
    );
  }
  /** What is new about a sheet since the last edition. */
  function novelty(file) {
    return (
      file.code in changed &&
      h("span", { class: "new", text: _("new since {date}", { date: shortDate(lastEdition.on) }) })
    );
  }

  let most = PAGE,
    last = null,
    timer;
  function refresh(keep) {
    // Leaving a field fires "change" again: drawing the list anew would take a link away from under the finger.
    const now = filters().join("\n");
    if (!keep && now === last) return;
    last = now;
    if (!keep) most = PAGE;
    const found = matching(),
      left = found.length - most,
      format = $("ff").value,
      some = filters().some(Boolean);
    $("empty").hidden = found.length > 0;
    $("results").replaceChildren(...found.slice(0, most).map((sheet) => card(sheet, format)));
    $("more").hidden = left <= 0;
    $("more").textContent = _("Show {n} more of {left}", { n: Math.min(PAGE, left), left: figure(Math.max(left, 0)) });
    $("reset").hidden = !some;
    clearTimeout(timer);
    const said = found.length ? count(found.length, _("1 sheet"), _("{n} sheets")) : _("No sheet found");
    timer = setTimeout(
      () => {
        $("count").textContent = said;
      },
      last === null ? 0 : 150,
    ); // a reader hears the last one only
    try {
      sessionStorage.setItem("gallery", JSON.stringify(filters()));
    } catch {
      /* a folder may have no storage */
    }
  }
  function recall() {
    try {
      const kept = JSON.parse(sessionStorage.getItem("gallery"));
      if (kept) setFilters(kept);
    } catch {
      /* nothing kept */
    }
  }
  /* --- one sheet -------------------------------------------------------------------------------------------- */

  const pagesOf = (n) => count(n, _("1 page"), _("{n} pages"));
  function tabs(sheet, file) {
    const tab = (each) =>
      h(
        "label",
        {},
        h("input", {
          type: "radio",
          name: "fmt",
          value: each.format.name,
          checked: each === file,
          change: () => {
            history.replaceState(null, "", addressOf(sheet, each));
            showSheet(sheet.language.tag, sheet.city.id, each.format.name);
            doc.querySelector("#sheetbox input:checked").focus();
          },
        }),
        h("span", { text: each.format.title }),
      );
    return h("fieldset", { class: "tabs" }, h("legend", { text: _("Format") }), sheet.files.map(tab));
  }
  function printAs(file) {
    const how = $("how-" + file.format.name);
    return h(
      "div",
      { class: "printas" },
      how.querySelector("svg").cloneNode(true),
      h("div", {}, h("h3", { text: _("In the print window choose") }), how.querySelector("ul").cloneNode(true)),
    );
  }
  function dials(dialled, country) {
    const found = dialled.filter(([side]) => side === country || !data.sides.includes(side));
    return h("td", {}, found.length ? found.map(([, dial]) => h("span", { class: "dial", text: dial })) : "–");
  }
  function numbersOf(sheet) {
    const table = data.numbers[sheet.numbers];
    if (!table || !table.length) return h("p", { text: _("This sheet has no telephone number.") });
    const heads = [_("Organization"), ...JSON.parse(doc.body.dataset.sides)];
    return h(
      "div",
      { class: "scroll", tabindex: "0", role: "region", "aria-label": _("Numbers on this sheet") },
      h(
        "table",
        {},
        h(
          "thead",
          {},
          h(
            "tr",
            {},
            heads.map((text) => h("th", { scope: "col", text })),
          ),
        ),
        h(
          "tbody",
          {},
          table
            .filter(([, dialled]) => dialled.length)
            .map(([name, dialled]) =>
              h(
                "tr",
                {},
                h("th", { scope: "row" }, h("bdi", { text: name })),
                data.sides.map((country) => dials(dialled, country)),
              ),
            ),
        ),
      ),
    );
  }
  function showSheet(tag, id, format) {
    const sheet = sheets.find((each) => each.language.tag === tag && each.city.id === id),
      box = $("sheetbox");
    if (!sheet) {
      box.replaceChildren(
        h("h2", { text: _("There is no such sheet.") }),
        h("p", {}, h("a", { href: "#find", text: _("Find a sheet") })),
      );
      return;
    }
    const file = sheet.files.find((each) => each.format.name === format) || sheet.files[0];
    const first = sheet.files[0];
    const stage =
      sheet.picture &&
      h(
        "div",
        { class: "stage" },
        picture(sheet, { class: "big-pic", loading: "eager", alt: first.format.title + ", " + sheet.label }),
        file !== first &&
          h("p", { class: "small muted", text: _("The picture shows: {format}", { format: first.format.title }) }),
      );
    const others = sheet.language.names.filter((name) => name !== sheet.language.own && name !== sheet.language.name);
    box.replaceChildren(
      h(
        "div",
        { class: "shead" },
        h("p", { class: "small" }, h("a", { href: "#find", text: _("Back to all sheets") })),
        h("h2", { tabindex: "-1" }, titled(sheet.language), ", " + sheet.city.name),
        others.length
          ? h("p", { class: "muted small", text: _("Also called: {names}", { names: others.join(", ") }) })
          : null,
      ),
      h(
        "div",
        { class: stage ? "sheet" : "" },
        stage,
        h(
          "div",
          {},
          tabs(sheet, file),
          h(
            "div",
            { class: "row" },
            h("a", {
              class: "btn primary",
              href: link(file.path),
              target: "_blank",
              rel: "noopener",
              text: _("Open to print"),
            }),
            h("a", { class: "btn", href: link(file.path), download: "", text: _("Save a copy") }),
            sheet.picture &&
              h("a", {
                class: "btn",
                href: link(sheet.picture),
                target: "_blank",
                rel: "noopener",
                text: _("Picture for a phone"),
              }),
          ),
          printAs(file),
          h(
            "p",
            {},
            _("Edition"),
            " ",
            h("span", { class: "code edcode", text: file.code }),
            " · " + pagesOf(file.pages),
            h("br"),
            h("span", {
              class: "muted small",
              text: _("This code stands in the last line of the sheet. A sheet with another code is not this one."),
            }),
          ),
          file.status === "draft" &&
            h("p", { class: "small muted", text: _("No person has reviewed this translation; the sheet says so.") }),
          news(file),
          h("details", {}, h("summary", { text: _("Numbers on this sheet, as text") }), numbersOf(sheet)),
        ),
      ),
    );
  }
  /** What has changed since the last edition. */
  function news(file) {
    if (!lastEdition) return null;
    const date = dateWords(lastEdition.on),
      since = changed[file.code];
    if (!since) return h("p", { text: _("Unchanged since {date}: copies of it need not be replaced.", { date }) });
    const [was, groups] = since;
    return h(
      "div",
      {},
      h("h3", { text: _("New since {date}", { date }) }),
      factsAt(groups),
      was && h("p", {}, _("Replaces"), " ", codeOf(was), "."),
    );
  }

  /* --- what changed ----------------------------------------------------------------------------------------- */

  function filterPlaces() {
    const city = $("pc").value;
    for (const place of doc.querySelectorAll(".place"))
      place.hidden = Boolean(city) && place.dataset.city !== "" && place.dataset.city !== city;
    $("pcount").textContent = city ? cityNames.get(city) : "";
  }

  /* --- which view ------------------------------------------------------------------------------------------- */

  const TAB_OF = { sheet: "find", point: "find" };
  let first = true;
  function route() {
    const [asked, ...rest] = location.hash.slice(1).split("/").map(decodeURIComponent),
      view = $("v-" + asked) ? asked : "find";
    doc.documentElement.dataset.view = view;
    for (const a of doc.querySelectorAll(".nav a")) {
      if (a.getAttribute("href") === "#" + (TAB_OF[view] || view)) a.setAttribute("aria-current", "page");
      else a.removeAttribute("aria-current");
    }
    for (const a of doc.querySelectorAll("[data-tongue]")) a.hash = location.hash;
    if (view === "sheet") showSheet(...rest);
    if (view === "check") {
      if (rest[0]) $("code").value = rest[0];
      window.CHECK.check();
    }
    if (view === "find") {
      if (rest[0]) setFilters(["", "", rest[0]]);
      refresh(true);
    }
    const section = $("v-" + view),
      head = section.querySelector("h2");
    if (!first) {
      head.setAttribute("tabindex", "-1");
      head.focus({ preventScroll: true });
      window.scrollTo(0, 0);
    }
    doc.title = head.textContent + " – " + doc.querySelector("h1").textContent;
    first = false;
  }

  recall();
  for (const kind of ["input", "change"]) $("finder").addEventListener(kind, () => refresh());
  $("finder").addEventListener("submit", (event) => {
    event.preventDefault();
    refresh();
  });
  $("reset").addEventListener("click", () => {
    setFilters([]);
    refresh();
    $("q").focus();
  });
  $("more").addEventListener("click", () => {
    const at = most;
    most += PAGE;
    refresh(true);
    const next = $("results").children[at];
    if (next) next.querySelector("a").focus();
  });
  if ($("pc")) {
    $("pc").addEventListener("change", filterPlaces);
    filterPlaces();
  }
  window.addEventListener("hashchange", route);
  route();
})();
