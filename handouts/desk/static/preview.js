/* The page beside a form follows what is typed: one question at a time, the last state wins, nothing queues up. */
(function () {
  "use strict";
  var doc = document, DEBOUNCE_MS = 80;
  doc.querySelectorAll("[data-preview]").forEach(function (box) {
    var form = doc.getElementById(box.dataset.for), image = box.querySelector("img"), why = box.querySelector(".why");
    var canvas = doc.createElement("canvas"), wait = null, flying = false, again = false;
    var large = box.querySelector("dialog"), copy = large.querySelector("canvas");
    canvas.setAttribute("role", "img");
    canvas.hidden = true;
    image.after(canvas);
    function query() {
      var asked = new URLSearchParams();
      box.querySelectorAll("select").forEach(function (each) { asked.set(each.name, each.value); });
      asked.set("form", box.dataset.preview);
      JSON.parse(box.dataset.key).forEach(function (part) { asked.append("key", part); });
      return asked;
    }
    function say(lines) {
      why.replaceChildren();
      box.classList.toggle("old", lines.length > 0);
      if (lines.length) why.append(box.dataset.cant);
      lines.forEach(function (line) { var p = doc.createElement("p"); p.textContent = line; why.append(p); });
    }
    function draw(answer) {
      if (answer.status === 204) return null;
      if (!answer.ok) throw new Error(String(answer.status));
      if (answer.headers.get("content-type") === "application/json") return answer.json().then(function (said) { say(said.why); });
      return answer.blob().then(createImageBitmap).then(function (picture) {
        canvas.width = picture.width;
        canvas.height = picture.height;
        canvas.getContext("2d").drawImage(picture, 0, 0);
        canvas.setAttribute("aria-label", image.alt);
        canvas.hidden = false;
        image.hidden = true;
        say([]);
      });
    }
    function ask() {
      if (flying) { again = true; return; }
      flying = true;
      again = false;
      var sent = new URLSearchParams();
      if (form) new FormData(form).forEach(function (value, name) { if (typeof value === "string") sent.append(name, value); });
      fetch(box.dataset.address + "?" + query(), form ? { method: "POST", body: sent, credentials: "same-origin" } : {})
        .then(draw).catch(function () { box.classList.add("old"); })
        .then(function () { flying = false; box.dataset.drawn = String(Number(box.dataset.drawn || 0) + 1); if (again) ask(); });
    }
    /* At reading size, over everything; Esc closes it, and the focus goes back. */
    function enlarge(event) {
      var from = canvas.hidden ? image : canvas;
      event.preventDefault();
      copy.width = from.naturalWidth || from.width;
      copy.height = from.naturalHeight || from.height;
      copy.getContext("2d").drawImage(from, 0, 0);
      large.showModal();
    }
    var opener = box.querySelector("[data-large]");
    opener.setAttribute("role", "button");
    [opener, image, canvas].forEach(function (each) { each.addEventListener("click", enlarge); });
    opener.addEventListener("keydown", function (event) { if (event.key === " ") enlarge(event); });
    large.querySelector("button").addEventListener("click", function () { large.close(); });
    function soon() { clearTimeout(wait); wait = setTimeout(ask, DEBOUNCE_MS); }
    if (form) { form.addEventListener("input", soon); form.addEventListener("change", soon); }
    box.addEventListener("change", soon);
    if (form && form.hasAttribute("data-dirty")) soon(); /* a draft, or what was refused: not what is saved */
  });
})();
