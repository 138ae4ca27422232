/* The order of a place's organizations: what was moved is said aloud, and dragging is an extra. */
(function () {
  "use strict";
  var doc = document, from = null;
  function unmark() { doc.querySelectorAll("#orgs .over").forEach(function (each) { each.classList.remove("over"); }); }
  function entry(event) { return event.target.closest && event.target.closest("#orgs > li"); }
  doc.addEventListener("htmx:afterSettle", function () {
    var moved = doc.getElementById("moved-text"), here = moved && doc.querySelector("#order [data-focus]");
    if (here) here.focus();
    if (moved) doc.getElementById("said").textContent = moved.textContent;
  });
  doc.addEventListener("click", function (event) {
    var button = event.target.closest("#order button[aria-disabled]");
    if (button) event.preventDefault();
  }, true);
  doc.addEventListener("dragstart", function (event) { from = entry(event); });
  doc.addEventListener("dragover", function (event) {
    var over = entry(event);
    if (!from || !over) return;
    event.preventDefault(); unmark();
    if (over !== from) over.classList.add("over");
  });
  doc.addEventListener("dragend", function () { from = null; unmark(); });
  doc.addEventListener("drop", function (event) {
    var over = entry(event), all = Array.prototype.slice.call(doc.querySelectorAll("#orgs > li")), button;
    if (!from || !over || over === from) return;
    event.preventDefault();
    button = from.querySelector("button[name=to]:not([aria-disabled])");
    button.value = from.dataset.slug + ":" + (all.indexOf(over) + 1);
    button.click();
  });
})();
