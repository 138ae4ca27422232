/* The desk's script. Every form works without it: it keeps what is typed, and moves the focus where it belongs. */
(function () {
  "use strict";
  var doc = document, body = doc.body;
  doc.documentElement.classList.add("js");

  var menu = doc.querySelector(".menu");
  if (menu) menu.addEventListener("click", function () {
    menu.setAttribute("aria-expanded", String(menu.parentNode.classList.toggle("open")));
  });

  doc.querySelectorAll("section.effect[hidden]").forEach(function (each) { each.hidden = false; }); /* filled by script */

  var first = doc.getElementById("errsum") || doc.getElementById("done");
  if (first) first.focus();
  doc.addEventListener("click", function (event) {
    var link = event.target.closest(".errsum a[href^='#']"), field = link && doc.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    for (var around = field.parentElement; around; around = around.parentElement) if (around.tagName === "DETAILS") around.open = true;
    field.focus();
  });

  /* What is typed is kept: in the browser after 0.4 s, on the disk after 1.5 s. */
  var form = doc.querySelector("form[data-draft]"), IN_BROWSER_MS = 400, ON_DISK_MS = 1500;
  function say(kind, text) {
    doc.getElementById("dot").className = "dot " + kind;
    doc.getElementById("savestate").textContent = text;
    if (doc.getElementById("kept")) doc.getElementById("kept").textContent = text;
  }
  function fields() {
    var data = new URLSearchParams();
    new FormData(form).forEach(function (value, name) { if (typeof value === "string") data.append(name, value); });
    return data;
  }
  if (form) {
    var name = "desk:" + form.dataset.draft, soon = null, later = null;
    var keepHere = function () {
      try { localStorage.setItem(name, fields().toString()); } catch (error) { /* the disk keeps it too */ }
    };
    var keepThere = function () {
      var data = fields();
      data.append("draft-address", form.dataset.draft);
      data.append("draft-title", form.dataset.draftTitle || doc.title);
      fetch("/drafts", { method: "POST", body: data, credentials: "same-origin" }).then(function (answer) {
        if (!answer.ok) throw new Error(String(answer.status));
        return answer.json();
      }).then(function (said) {
        say("warn", body.dataset.kept.replace("{time}", said.kept));
      }).catch(function () { say("bad", body.dataset.stopped); later = setTimeout(keepThere, 5000); });
    };
    var found = doc.getElementById("draft-found");
    var touched = function () {
      if (found) { /* what was kept before is not written over */
        fetch(found.dataset.aside, { method: "POST", body: new URLSearchParams(), credentials: "same-origin", redirect: "manual" });
        found.remove(); found = null;
      }
      body.classList.add("dirty");
      say("warn", body.dataset.unsaved);
      clearTimeout(soon); clearTimeout(later);
      soon = setTimeout(keepHere, IN_BROWSER_MS); later = setTimeout(keepThere, ON_DISK_MS);
    };
    form.addEventListener("input", touched);
    form.addEventListener("change", touched);
    form.addEventListener("submit", function () { clearTimeout(soon); clearTimeout(later); });
    if (form.dataset.dirty !== undefined) { body.classList.add("dirty"); say("warn", body.dataset.unsaved); }
    var forget = function () { try { localStorage.removeItem(name); } catch (error) { /* nothing there */ } };
    var left = null;
    try { left = localStorage.getItem(name); } catch (error) { /* none */ }
    if (doc.getElementById("done")) forget();
    else if (doc.getElementById("draft-found")) doc.getElementById("draft-found").addEventListener("submit", forget);
    else if (left && form.dataset.dirty === undefined && left !== fields().toString()) {
      /* The browser kept what the disk had not yet: give it to the disk, and offer it. */
      left = new URLSearchParams(left);
      left.append("draft-address", form.dataset.draft); left.append("draft-title", form.dataset.draftTitle || doc.title);
      forget();
      fetch("/drafts", { method: "POST", body: left, credentials: "same-origin" }).then(function (answer) {
        if (answer.ok) location.reload();
      });
    }
  }
  doc.addEventListener("keydown", function (event) {
    var save = doc.getElementById("save");
    if ((event.ctrlKey || event.metaKey) && event.key === "s" && save) { event.preventDefault(); save.click(); }
  });
})();
