/* Keys of the page of one translation: Ctrl+Enter saves and goes on, Alt+Up and Alt+Down move; placeholders come in by
   a button. The page works without it. */
(function () {
  "use strict";
  var doc = document, text = doc.getElementById("text"), phone = window.matchMedia("(max-width: 56rem)");
  var list = doc.querySelector(".tlist"), current = list && list.querySelector("[aria-current]"), nav = doc.getElementById("tnav");
  if (nav && phone.matches) nav.open = false;
  if (current) list.scrollTop = current.offsetTop - list.offsetTop - list.clientHeight / 3;
  function press(id) { var found = doc.getElementById(id); if (found) found.click(); return Boolean(found); }
  doc.addEventListener("keydown", function (event) {
    var done = false;
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter") done = press("next");
    else if (event.altKey && event.key === "ArrowUp") done = press("before");
    else if (event.altKey && event.key === "ArrowDown") done = press("after");
    if (done) event.preventDefault();
  });
  if (text) text.setSelectionRange(text.value.length, text.value.length);
  doc.querySelectorAll("[data-insert]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () {
      text.setRangeText(button.dataset.insert, text.selectionStart, text.selectionEnd, "end");
      text.dispatchEvent(new Event("input", { bubbles: true }));
      text.focus();
    });
  });
})();
