"use strict";
(function () {
  function opened() {
    var target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    if (target && target.classList.contains("card")) target.focus({ preventScroll: true });
  }
  async function copied(text) {
    if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
    var area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  document.addEventListener("click", function (event) {
    var button = event.target.closest("button.cite");
    if (!button) return;
    copied(button.dataset.text).then(function () {
      document.getElementById("said").textContent = button.dataset.done;
      var before = button.textContent;
      button.textContent = button.dataset.done;
      setTimeout(function () { button.textContent = before; }, 1500);
    });
  });
  addEventListener("hashchange", opened);
  addEventListener("beforeprint", function () {
    document.querySelectorAll("details").forEach(function (each) { each.open = true; });
  });
  opened();
})();
