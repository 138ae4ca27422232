/* Before anything is painted: scripts run, and which view is asked for. The style shows that one only. */
(function () {
  "use strict";
  const root = document.documentElement;
  root.classList.add("js");
  root.dataset.view = (location.hash.slice(1) || "find").split("/")[0];
})();
