// Draws the page anew when the server says that a file was saved, and keeps where the reader is. Nothing needs it to be read.
"use strict";
(function () {
  var body = document.body;
  var source = null;
  var busy = false;
  var again = false;
  var active = null;

  function all(selector, root) {
    return Array.prototype.slice.call((root || document).querySelectorAll(selector));
  }

  function say(text) {
    var status = document.getElementById("status");
    if (status.textContent !== text) status.textContent = text;
  }

  // A browser keeps few connections to one server: a page that nobody sees gives its own up.
  function listen() {
    if (document.hidden) {
      if (source) source.close();
      source = null;
      return;
    }
    if (source) return;
    var mine = new EventSource("/-/events?" + body.dataset.state);
    source = mine;
    mine.addEventListener("change", refresh);
    mine.onopen = function () {
      body.dataset.live = "yes";
      if (body.dataset.said === "lost") say("");
      body.dataset.said = "";
    };
    mine.onerror = function () {
      if (source !== mine) return;
      body.dataset.live = "no";
      body.dataset.said = "lost";
      say(body.dataset.lost);
      if (mine.readyState === EventSource.CLOSED) {
        source = null;
        setTimeout(listen, 1000);
      }
    };
  }

  function refresh() {
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    fetch(location.href, { cache: "no-store" })
      .then(function (response) {
        return response.text();
      })
      .then(function (text) {
        swap(new DOMParser().parseFromString(text, "text/html"));
      })
      .catch(function () {
        say(body.dataset.lost);
      })
      .then(function () {
        busy = false;
        if (again) {
          again = false;
          refresh();
        }
      });
  }

  function ids(root) {
    return all("[data-part], .pane", root).map(function (part) {
      return part.id;
    }).join();
  }

  function swap(fresh) {
    if (fresh.body.dataset.page !== body.dataset.page || ids(fresh) !== ids(document) || body.dataset.page === "told") {
      location.reload();
      return;
    }
    all("[data-part]").forEach(function (part) {
      var next = fresh.getElementById(part.id);
      if (part.outerHTML === next.outerHTML) return;
      var focused = part.contains(document.activeElement) ? document.activeElement : null;
      var at = focused ? all("a, summary, input", part).indexOf(focused) : -1;
      next = document.importNode(next, true);
      part.replaceWith(next);
      if (focused) (all("a, summary, input", next)[at] || document.getElementById("rows") || body).focus();
    });
    var found = document.getElementById("found");
    if (found) {
      var errors = fresh.getElementById("found").dataset.errors;
      if (found.dataset.errors === "0" && errors !== "0") found.open = true;
      found.dataset.errors = errors;
    }
    all(".pane").forEach(function (pane) {
      renew(pane, fresh.getElementById(pane.id));
    });
    document.title = fresh.title;
    body.dataset.state = fresh.body.dataset.state;
    var status = fresh.getElementById("status");
    if (status.dataset.done) say(status.dataset.done);
  }

  function renew(pane, next) {
    var old = pane.querySelector("iframe");
    var made = next.querySelector("iframe");
    if (!made && old) old.remove();
    if (made && !old) watch(pane.appendChild(document.importNode(made, true)));
    if (!made || !old) return;
    old.title = made.title;
    if (old.dataset.src === made.dataset.src) return;
    old.dataset.src = made.dataset.src;
    old.dataset.top = old.contentWindow.scrollY;
    old.dataset.left = old.contentWindow.scrollX;
    old.contentWindow.location.replace(made.dataset.src);
  }

  // What a document's own script would do; it has none.
  function watch(frame) {
    frame.addEventListener("load", function () {
      prepare(frame);
    });
    if (frame.contentDocument && frame.contentDocument.readyState === "complete") prepare(frame);
  }

  function prepare(frame) {
    var view = frame.contentWindow;
    all("a[href]", frame.contentDocument).forEach(function (link) {
      if (link.getAttribute("href").charAt(0) === "#") return;
      link.target = "_blank";
      link.rel = "noopener noreferrer";
    });
    if (frame.dataset.top !== undefined) {
      view.scrollTo({ top: +frame.dataset.top, left: +frame.dataset.left, behavior: "instant" });
      delete frame.dataset.top;
    }
    ["pointerdown", "pointerover", "wheel", "touchstart", "keydown", "focusin"].forEach(function (kind) {
      view.addEventListener(kind, function () {
        active = frame;
      }, { passive: true });
    });
    view.addEventListener("scroll", function () {
      if (frame === active) follow(frame);
    }, { passive: true });
  }

  // The other document shows the section that is at the top of this one, as far into it.
  function follow(frame) {
    var box = document.getElementById("together");
    if (!box || !box.checked) return;
    all(".pane iframe").forEach(function (other) {
      if (other === frame || !other.contentDocument) return;
      var top = across(frame.contentDocument, other.contentDocument);
      if (top !== null) other.contentWindow.scrollTo({ top: top, behavior: "instant" });
    });
  }

  function across(from, to) {
    var here = null;
    all("section[id], .clause[id]", from).forEach(function (part) {
      if (part.getBoundingClientRect().top <= 8 && to.getElementById(part.id)) here = part;
    });
    if (!here) return from.scrollingElement.scrollTop < 8 ? 0 : null;
    var mine = here.getBoundingClientRect();
    var its = to.getElementById(here.id).getBoundingClientRect();
    var part = Math.min(-mine.top / Math.max(mine.height, 1), 1);
    return to.scrollingElement.scrollTop + its.top + part * its.height;
  }

  all(".together").forEach(function (part) {
    part.hidden = false;
  });
  all(".pane iframe").forEach(watch);
  document.addEventListener("keydown", function (event) {
    var found = document.getElementById("found");
    if (event.key !== "Escape" || !found || !found.open) return;
    found.open = false;
    found.querySelector("summary").focus();
  });
  document.addEventListener("visibilitychange", listen);
  window.addEventListener("pagehide", function () {
    if (source) source.close();
    source = null;
  });
  window.addEventListener("pageshow", listen);
  listen();
})();
