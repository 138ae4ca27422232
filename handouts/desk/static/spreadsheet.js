/* The button says how many changes are ticked. */
(function () {
  "use strict";
  var form = document.getElementById("take"), button = document.getElementById("save");
  if (!form || !button) return;
  function say() {
    var n = form.querySelectorAll("input[name=take]:checked").length;
    button.textContent = n ? (n === 1 ? button.dataset.one : button.dataset.many.replace("{n}", n)) : button.dataset.none;
  }
  form.addEventListener("change", say);
  say();
})();
