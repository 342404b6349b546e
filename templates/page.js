/* Finds words in the text, keeps one's place in the list of versions and in the contents, and copies links to
   sections. Without it nothing is missing but these. Its words stand in the page. */
(function () {
  "use strict";
  var find = document.querySelector(".find");
  var text = document.querySelector(".sections");
  if (!find || !text || !text.closest) return;
  var field = find.querySelector("input");
  var count = find.querySelector(".count");
  var aloud = find.querySelector(".aloud");
  var marks = [];
  var at = -1;

  function words(key, values) {
    return Object.keys(values || {}).reduce(function (said, name) {
      return said.split("{" + name + "}").join(values[name]);
    }, find.getAttribute("data-" + key));
  }

  /* ---- Finding: white space, letter case and the borders of elements do not count ---- */

  var BLOCK = "p, li, td, th, dt, dd, h1, h2, h3, h4, h5, h6, caption";

  function bare(word) {
    return word.normalize("NFC").toLowerCase().replace(/\s+/g, "");
  }

  /* Where rows are cards, the headings of their table are there for listeners alone. */
  function unseen(element) {
    var head = element.closest("thead");
    return head !== null && getComputedStyle(head).position === "absolute";
  }

  function runs() {
    var walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    var found = [];
    var block = null;
    for (var node = walker.nextNode(); node; node = walker.nextNode()) {
      if (unseen(node.parentNode)) continue;
      var around = node.parentNode.closest(BLOCK) || node.parentNode;
      if (around !== block) found.push({ text: "", signs: [] });
      block = around;
      var run = found[found.length - 1];
      for (var index = 0; index < node.data.length; index += 1) {
        var sign = node.data[index].toLowerCase();
        if (/\s/.test(sign) || sign.length !== 1) continue;
        run.text += sign;
        run.signs.push([node, index]);
      }
    }
    return found;
  }

  function places(needle) {
    var found = [];
    runs().forEach(function (run) {
      for (var from = run.text.indexOf(needle); from >= 0; from = run.text.indexOf(needle, from + needle.length)) {
        found.push(run.signs.slice(from, from + needle.length));
      }
    });
    return found;
  }

  function unmark() {
    marks.forEach(function (parts) {
      parts.forEach(function (mark) {
        var parent = mark.parentNode;
        while (mark.firstChild) parent.insertBefore(mark.firstChild, mark);
        parent.removeChild(mark);
        parent.normalize();
      });
    });
    marks = [];
    at = -1;
  }

  /* From the end, so that what is wrapped moves nothing that waits to be. */
  function mark(signs) {
    var parts = [];
    for (var end = signs.length - 1; end >= 0; ) {
      var start = end;
      while (start > 0 && signs[start - 1][0] === signs[end][0]) start -= 1;
      var range = document.createRange();
      range.setStart(signs[start][0], signs[start][1]);
      range.setEnd(signs[end][0], signs[end][1] + 1);
      var element = document.createElement("mark");
      range.surroundContents(element);
      parts.unshift(element);
      end = start - 1;
    }
    return parts;
  }

  function say() {
    var typed = bare(field.value) !== "";
    find.classList.toggle("on", typed);
    count.textContent = !typed ? "" : marks.length ? words("found", { count: marks.length, at: at + 1 }) : words("nothing");
  }

  function go(to) {
    if (!marks.length) return say();
    if (at >= 0) marks[at].forEach(function (part) { part.removeAttribute("aria-current"); });
    at = (to + marks.length) % marks.length;
    marks[at].forEach(function (part) { part.setAttribute("aria-current", "true"); });
    marks[at][0].scrollIntoView({ block: "center" });
    say();
  }

  var looked = "";
  function look(composing) {
    var needle = bare(field.value);
    /* While a syllable is put together its last letter stands alone, and would be found nowhere. */
    if (composing) needle = needle.replace(/[\u3131-\u3163]$/, "");
    if (needle === looked && (needle === "" || marks.length)) return say();
    looked = needle;
    unmark();
    if (needle) marks = places(needle).reverse().map(mark).reverse();
    go(Math.max(0, marks.findIndex(function (parts) { return parts[0].getBoundingClientRect().top > 0; })));
  }

  var waiting;
  field.addEventListener("input", function (event) {
    clearTimeout(waiting);
    waiting = setTimeout(look, 200, event.isComposing);
  });
  field.addEventListener("compositionend", function () {
    clearTimeout(waiting);
    waiting = setTimeout(look, 200, false);
  });
  field.addEventListener("keydown", function (event) {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Escape") {
      field.value = "";
      look(false);
    } else if (event.key === "Enter") {
      event.preventDefault();
      clearTimeout(waiting);
      if (bare(field.value) !== looked) look(false);
      else go(at + (event.shiftKey ? -1 : 1));
    }
  });
  find.querySelector(".previous").addEventListener("click", function () { go(at - 1); });
  find.querySelector(".next").addEventListener("click", function () { go(at + 1); });
  find.hidden = false;

  /* ---- Links to sections ---- */

  function copied(button, done) {
    aloud.textContent = "";
    button.classList.toggle("done", done);
    setTimeout(function () { aloud.textContent = words(done ? "copied" : "uncopied"); }, 100);
    setTimeout(function () { button.classList.remove("done"); }, 2000);
  }

  function copy(button, id) {
    var address = location.href.split("#")[0] + "#" + id;
    function byHand() {
      location.hash = id;
      copied(button, false);
    }
    if (!navigator.clipboard) return byHand();
    navigator.clipboard.writeText(address).then(function () { copied(button, true); }, byHand);
  }

  text.querySelectorAll("section[id]").forEach(function (section) {
    var heading = section.firstElementChild;
    var row = document.createElement("div");
    var button = document.createElement("button");
    row.className = "headed";
    button.type = "button";
    button.className = "copy";
    button.setAttribute("aria-label", words("copy", { heading: heading.textContent }));
    button.addEventListener("click", function () { copy(button, section.id); });
    section.insertBefore(row, heading);
    row.appendChild(heading);
    row.appendChild(button);
  });

  /* ---- One's place: in the contents, and in the other versions ---- */

  var links = {};
  document.querySelectorAll(".contents a").forEach(function (link) {
    links[link.getAttribute("href").slice(1)] = link;
  });
  var others = document.querySelectorAll(".versions a");
  var followed = [].filter.call(text.querySelectorAll("section[id]"), function (one) { return links[one.id]; });
  var here = null;

  function follow() {
    var now = null;
    followed.forEach(function (one) {
      if (one.getBoundingClientRect().top < innerHeight / 3) now = one;
    });
    if (now === here) return;
    if (here) links[here.id].removeAttribute("aria-current");
    if (now) {
      links[now.id].setAttribute("aria-current", "location");
      show(links[now.id]);
    }
    others.forEach(function (other) {
      other.href = other.getAttribute("href").split("#")[0] + (now ? "#" + now.id : "");
    });
    here = now;
  }

  /* The contents scroll by themselves where they are longer than the screen; the page must not. */
  function show(link) {
    var list = link.closest(".contents");
    var box = link.getBoundingClientRect();
    var room = list.getBoundingClientRect();
    if (box.top < room.top) list.scrollTop -= room.top - box.top + 40;
    if (box.bottom > room.bottom) list.scrollTop += box.bottom - room.bottom + 40;
  }

  /* Beside the text the contents are never folded; say so to whoever cannot see it. */
  var fold = document.querySelector(".contents details");
  var wide = matchMedia("(min-width: 68rem)");
  function unfold() {
    if (fold) fold.open = wide.matches;
  }
  if (wide.addEventListener) wide.addEventListener("change", unfold);
  unfold();

  var asked = false;
  function soon() {
    if (asked) return;
    asked = true;
    requestAnimationFrame(function () {
      asked = false;
      follow();
    });
  }
  addEventListener("scroll", soon, { passive: true });
  addEventListener("resize", soon);
  follow();

  /* ---- The list of versions closes as lists do ---- */

  var versions = document.querySelector(".versions details");
  if (versions) {
    versions.addEventListener("keydown", function (event) {
      if (event.key !== "Escape" || !versions.open) return;
      versions.open = false;
      versions.querySelector("summary").focus();
    });
    document.addEventListener("click", function (event) {
      if (!versions.contains(event.target)) versions.open = false;
    });
  }
})();
