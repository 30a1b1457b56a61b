// Search as you type over both languages. Without a script the page is a plain list by day.
(() => {
  "use strict";
  const PAGE = 20;
  const $ = (id) => document.getElementById(id);
  const form = $("find");
  if (!form) return;
  let briefs = null, loading = null, names = [], shown = PAGE, hits = [], timer = 0;

  // [id, day, publisher, en, zh, review, news, name numbers, points en, points zh, publisher en]
  const read = (data) => {
    names = data.names;
    const fold = (...texts) => texts.join("\n").toLowerCase();
    briefs = data.briefs.map((brief) => ({
      brief,
      head: fold(brief[3], brief[4]),
      text: fold(brief[3], brief[4], brief[2], brief[10], brief[8], brief[9], ...brief[7].flatMap((n) => [names[n][0], names[n][1]])),
    }));
  };

  // The data is a file of its own: the page opens without it, and reads it in a quiet moment or when it is needed.
  const load = () => loading ??= new Promise((done) => {
    const script = document.createElement("script");
    script.addEventListener("load", () => { if (self.zhbriefData) read(self.zhbriefData); delete self.zhbriefData; done(); });
    script.addEventListener("error", done);
    script.src = "search.js";
    document.head.append(script);
  });

  const named = (value, place) => {
    const folded = value.trim().toLowerCase();
    if (!folded) return null;
    return new Set(names.flatMap((n, i) => (n[2] === "place") === place && (n[0] + "\n" + n[1]).toLowerCase().includes(folded) ? [i] : []));
  };

  const loaded = (then) => load().then(() => briefs ? then() : $("status").textContent = "No search: search.js is not beside this page");

  const find = () => {
    if (!briefs) return void loaded(find);
    const words = $("q").value.toLowerCase().split(/\s+/).filter(Boolean);
    const people = named($("name").value, false), places = named($("place").value, true);
    const publisher = $("publisher").value, from = $("from").value, to = $("to").value, review = $("review-only").checked;
    const asked = words.length || people || places || publisher || from || to || review;
    if (!asked) return show(null, words);
    const found = briefs.filter(({ brief, text }) =>
      words.every((word) => text.includes(word)) &&
      (!publisher || brief[2] === publisher) && (!review || brief[5]) &&
      (!from || (brief[1] && brief[1] >= from)) && (!to || (brief[1] && brief[1] <= to)) &&
      (!people || brief[7].some((n) => people.has(n))) && (!places || brief[7].some((n) => places.has(n))));
    const first = words.length ? found.filter(({ head }) => words.every((word) => head.includes(word))) : found;
    const heads = new Set(first);
    show([...first, ...found.filter((item) => !heads.has(item))], words);
  };

  const node = (tag, text, attributes = {}) => {
    const made = document.createElement(tag);
    if (text) made.textContent = text;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };

  // Marks are built from text nodes: nothing of an article is ever parsed as HTML.
  const marked = (element, text, words) => {
    const folded = text.toLowerCase();
    let last = 0;
    if (folded.length === text.length) {
      for (;;) {
        const next = words.map((word) => [folded.indexOf(word, last), word.length]).filter(([at]) => at >= 0).sort((a, b) => a[0] - b[0] || b[1] - a[1])[0];
        if (!next) break;
        element.append(text.slice(last, next[0]), node("mark", text.slice(next[0], next[0] + next[1])));
        last = next[0] + next[1];
      }
    }
    element.append(text.slice(last));
    return element;
  };

  const said = (day) => {
    if (!day) return "undated";
    return day.length < 10 ? day : new Date(day).toLocaleDateString("en-US", { dateStyle: "long", timeZone: "UTC" });
  };

  const item = ({ brief: [id, day, publisher, en, zh, review, news, , points, pointsZh, publisherEn] }, words) => {
    const line = node("li");
    const kicker = node("p", "", { class: "kicker" });
    const paper = marked(node("span"), publisherEn && `${publisherEn} `, words);
    const brackets = publisherEn ? node("span", "", { class: "said", lang: "zh-Hans" }) : node("span", "", { lang: "zh-Hans" });
    paper.append(marked(brackets, publisherEn ? `(${publisher})` : publisher, words));
    if (publisher) kicker.append(paper);
    kicker.append(node("span", said(day)));
    if (news) kicker.append(node("span", news));
    if (review) kicker.append(node("span", `${review} to review`, { class: "due" }));
    const link = node("a", "", { href: id.split("/").map(encodeURIComponent).join("/") + "/brief.html" });
    const head = node("h3"), chinese = marked(node("span", "", { lang: "zh-Hans" }), zh, words);
    if (en) head.append(marked(link, en, words), chinese);
    else { link.className = "only"; link.append(chinese); head.append(link, node("span", "not translated", { class: "badge not" })); }
    line.append(kicker, head);
    const both = [...points.split("\n"), ...pointsZh.split("\n")].filter(Boolean);
    const best = both.find((text) => words.some((word) => text.toLowerCase().includes(word))) || both[0];
    if (best) line.append(marked(node("p", "", { class: "deck", lang: /[\u3400-\u9fff]/.test(best) ? "zh-Hans" : "en", dir: "auto" }), best, words));
    return line;
  };

  const show = (found, words) => {
    $("results").hidden = found === null;
    $("sections").hidden = found !== null;
    hits = found || [];
    $("status").textContent = found === null ? "" : `${hits.length.toLocaleString("en")} brief${hits.length === 1 ? "" : "s"}`
      + (hits.length ? "" : ": this looks at headlines, key points and names; the command zhbrief search reads whole texts");
    const list = $("results").querySelector("ol");
    list.replaceChildren(...hits.slice(0, shown).map((hit) => item(hit, words)));
    $("more").hidden = hits.length <= shown;
  };

  // A list of names as long as the news would choke the browser's menu: the forty that fit what is typed are enough.
  const suggest = (input, list, place) => {
    if (!briefs) return void loaded(() => suggest(input, list, place));
    const typed = input.value.trim().toLowerCase();
    const fit = names.filter((n) => (n[2] === "place") === place && (n[0] + "\n" + n[1]).toLowerCase().includes(typed)).slice(0, 40);
    list.replaceChildren(...fit.map((n) => node("option", "", { value: n[0], label: n[1] })));
  };

  form.hidden = false;
  const soon = (event) => {
    shown = PAGE;
    if (event.target === $("name")) suggest($("name"), $("names"), false);
    if (event.target === $("place")) suggest($("place"), $("places"), true);
    cancelAnimationFrame(timer);
    timer = requestAnimationFrame(find);
  };
  form.addEventListener("input", soon);
  form.addEventListener("reset", () => setTimeout(find));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("focusin", load);
  $("more").addEventListener("click", () => { shown += PAGE; find(); });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !/^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName)) { event.preventDefault(); $("q").focus(); }
    if (event.key === "Escape" && document.activeElement === $("q")) { $("q").value = ""; find(); }
  });
  // Reading 5,000 briefs takes a tenth of a second: in a quiet moment, not at the first keystroke.
  (window.requestIdleCallback || setTimeout)(load);
  if ($("q").value) find();
})();
