/* What stands in the folder, as data.js tells it, in the words of the page; and how it is put on the page. */
window.THERE = (function () {
  "use strict";
  const data = window.GALLERY,
    doc = document;
  const ROOT = doc.documentElement.dataset.root,
    LANG = doc.documentElement.lang;
  const $ = (id) => doc.getElementById(id);

  /* --- elements --------------------------------------------------------------------------------------------- */

  function h(tag, attributes, ...children) {
    const element = doc.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value === false || value == null) continue;
      if (name === "text") element.textContent = value;
      else if (typeof value === "function") element.addEventListener(name, value);
      else element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...children.flat().filter((child) => child != null && child !== false));
    return element;
  }
  const own = (language) => h("bdi", { lang: language.tag, dir: language.dir, text: language.own });
  const codeOf = (text) => h("span", { class: "code", text });
  const link = (path) => ROOT + path;
  const titled = (language) =>
    language.name === language.own ? [own(language)] : [own(language), " · " + language.name];

  /* --- what there is ---------------------------------------------------------------------------------------- */

  /** Letters as they are searched: without accents, signs and capitals. */
  function fold(text) {
    return text
      .toLowerCase()
      .normalize("NFKD")
      .replace(/[\p{Mn}'’ʻʼ‘]/gu, "");
  }
  const languages = data.languages.map(([tag, dir, names], at) => ({
    at,
    tag,
    dir,
    own: names.own,
    name: names[LANG] || names.en,
    names: Object.values(names),
  }));
  const shown = new Map(Array.from($("fc").options, (option) => [option.value, option.textContent]));
  const cities = data.cities.map(([id, name]) => ({ id, name: shown.get(id) || name, english: name }));
  const titles = new Map(Array.from($("ff").options, (option) => [option.value, option.textContent]));
  const formats = data.formats.map(([name, path, kind]) => ({ name, path, kind, title: titles.get(name) || name }));
  const digits = data.numbers.map((table) =>
    table.map(([, dials]) => dials.map(([, dial]) => dial.replace(/\D/g, "")).join(" ")).join(" "),
  );
  const pathOf = (path, sheet) => path.replaceAll("{language}", sheet.language.tag).replaceAll("{city}", sheet.city.id);

  const sheets = data.sheets.map(([l, c, files, hasPicture, numbers]) => {
    const language = languages[l],
      city = cities[c],
      sheet = { language, city, numbers };
    sheet.files = formats
      .map(
        (format, at) =>
          files[at] && {
            format,
            code: files[at][0],
            pages: files[at][1],
            status: files[at][2],
            path: pathOf(format.path, sheet),
          },
      )
      .filter(Boolean);
    sheet.picture = hasPicture ? pathOf(data.shown, sheet) : "";
    sheet.label = language.name + ", " + city.name;
    sheet.key = fold([...language.names, language.tag, city.name, city.english, city.id, data.names[l][c]].join(" "));
    return sheet;
  });

  /** Every code that stands on something in this folder -> the first thing it stands on. */
  const current = new Map();
  for (const sheet of sheets)
    for (const file of sheet.files) if (file.code && !current.has(file.code)) current.set(file.code, { sheet, file });
  for (const [path, code, title, tag, id] of data.others)
    current.set(code, {
      path,
      title,
      language: languages.find((l) => l.tag === tag),
      city: cities.find((c) => c.id === id),
    });

  /** Every code that stood on something once: what it was on, its edition, and what has changed since. */
  const editions = (data.editions || []).map(([name, on]) => ({ name, on })),
    changed = data.changed || {};
  const lastEdition = editions[editions.length - 1],
    unreleased = new Set(data.unreleased || []);
  const former = new Map(
    (data.former || []).map(([code, edition, format, l, c, now, harm, groups]) => [
      code,
      { edition: editions[edition], format, language: languages[l], city: cities[c], now, harm, groups },
    ]),
  );
  const isNew = (sheet) => sheet.files.some((file) => file.code in changed);
  const factsAt = (groups) =>
    h(
      "ul",
      { class: "facts" },
      groups.map((at) => $("facts").content.firstElementChild.children[at].cloneNode(true)),
    );
  const addressOf = (sheet, file) =>
    "#sheet/" +
    sheet.language.tag +
    "/" +
    sheet.city.id +
    (file && file !== sheet.files[0] ? "/" + file.format.name : "");

  return {
    ...{ $, h, codeOf, link, titled, factsAt },
    ...{ fold, languages, cities, formats, digits, sheets, current, former, changed, lastEdition, unreleased },
    ...{ isNew, addressOf, cityNames: shown },
  };
})();
