/* Words, dates and ages, in the language of the page; and how old the information is, by the clock of whoever looks. */
window.SAY = (function () {
  "use strict";
  const words = window.WORDS || {},
    LANG = document.documentElement.lang;

  function _(english, values) {
    return (words[english] || english).replace(/\{(\w+)\}/g, (whole, name) =>
      values && name in values ? values[name] : whole,
    );
  }
  const figure = (n) => n.toLocaleString(LANG);
  const count = (n, one, many) => (n === 1 ? one : many.replace("{n}", figure(n)));

  const parts = (iso) => iso.split("-").map(Number);
  function formatted(iso, how) {
    const [year, month, day] = parts(iso);
    return new Intl.DateTimeFormat(LANG, { ...how, timeZone: "UTC" }).format(Date.UTC(year, month - 1, day));
  }
  const dateWords = (iso) => formatted(iso, { dateStyle: "long" });
  const shortDate = (iso) => formatted(iso, { month: "short", day: "numeric", year: "numeric" });

  /** Days from then to today, by the clock of whoever looks, and how that is said. */
  function age(iso) {
    const [year, month, day] = parts(iso),
      now = new Date();
    const days = Math.round(
      (Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) - Date.UTC(year, month - 1, day)) / 864e5,
    );
    let months = (now.getFullYear() - year) * 12 + now.getMonth() + 1 - month;
    if (now.getDate() < day) months--;
    const years = Math.floor(months / 12),
      rest = months % 12;
    const inYears = count(years, _("1 year"), _("{n} years")),
      inMonths = (n) => count(n, _("1 month"), _("{n} months"));
    let said = count(days, _("1 day"), _("{n} days"));
    if (days >= 60)
      said =
        years < 1
          ? inMonths(months)
          : rest
            ? _("{years} and {months}", { years: inYears, months: inMonths(rest) })
            : inYears;
    return { days, words: said };
  }

  function sayAge(bar) {
    const { of, limit } = bar.dataset,
      { days, words: old } = age(of),
      date = dateWords(of);
    const head = bar.querySelector("strong"),
      text = bar.querySelector("p");
    head.textContent = days ? _("This information is {age} old", { age: old }) : _("This information is of today");
    text.firstChild.textContent = _("It says what was true on {date}.", { date }) + " ";
    if (days < 0) {
      head.textContent = _("This computer’s clock looks wrong");
      text.textContent = _("The information is of {date}, which this computer thinks is still to come.", { date });
    } else if (days <= Number(limit)) {
      bar.classList.add("fresh");
      text.querySelector("b").remove();
    }
  }
  // As soon as the bar is there, before it is painted: nothing moves afterwards.
  new MutationObserver((changes, observer) => {
    const bar = document.getElementById("agebar");
    if (!bar || !bar.nextSibling) return;
    observer.disconnect();
    sayAge(bar);
  }).observe(document.documentElement, { childList: true, subtree: true });

  return { _, figure, count, dateWords, shortDate, age };
})();
