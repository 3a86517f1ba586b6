"use strict";
(() => {
  const run = JSON.parse(document.getElementById("data").textContent);
  const PAGE = 6;
  const LONG = 700;

  /** An element with attributes and children; strings become text, never markup. */
  const make = (name, attributes = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      element.setAttribute(key, value);
    }
    element.append(...children);
    return element;
  };

  const fixed = (value) => value.toFixed(3);

  /** A text in its own direction, folded when long. */
  const text = (content, name = "p") => {
    if (content.trim() === "") {
      return [make("p", { class: "empty" }, "(nothing)")];
    }
    const body = make(name, { class: "text", dir: "auto" }, content);
    if (content.length <= LONG && content.split("\n").length <= 12) {
      return [body];
    }
    body.classList.add("clamped");
    const more = make("button", { type: "button", class: "more", "aria-expanded": "false" }, "Show all");
    more.addEventListener("click", () => {
      const open = !body.classList.toggle("clamped");
      more.setAttribute("aria-expanded", String(open));
      more.textContent = open ? "Show less" : "Show all";
    });
    return [body, more];
  };

  const side = (title, content, first) =>
    make("div", { class: first ? "side first" : "side" }, make("h4", {}, title), ...text(content));

  const factsLine = (facts) => make("p", { class: "facts-line" }, ...facts.map((fact) => make("span", {}, fact)));

  const pairCard = (pair) => make("article", { class: "card" },
    ...text(pair.prompt, "h3"),
    factsLine([
      `p ${fixed(pair.p)} (chosen first ${fixed(pair.p_given)}, second ${fixed(pair.p_swapped)})`,
      `margin ${fixed(pair.margin)} nats`,
      make("span", { class: "id" }, pair.id),
      ...(pair.persona ? [make("span", { dir: "auto" }, `asked as: ${pair.persona}`)] : []),
    ]),
    make("div", { class: "sides" },
      side(`chosen · ${pair.chosen_length} ${run.pairs.length_unit}`, pair.chosen, true),
      side(`rejected · ${pair.rejected_length} ${run.pairs.length_unit}`, pair.rejected, false)));

  const verdict = (row) => row.p > 0.5 ? "trained model's answer preferred"
    : row.p < 0.5 ? "start model's answer preferred" : "tie";

  const answerCard = (row) => make("article", { class: "card" },
    ...text(row.prompt, "h3"),
    factsLine([
      verdict(row),
      `p ${fixed(row.p)} that trained is better (trained first ${fixed(row.p_given)}, second ${fixed(row.p_swapped)})`,
      ...(run.benchmarks.length === 0 ? [] : [row.on]),
    ]),
    make("div", { class: "sides" },
      side("start model", row.start, false),
      side("trained model", row.trained, true)));

  const chooser = (label, choices, change) => {
    const select = make("select", {}, ...Object.keys(choices).map((name) => make("option", { value: name }, name)));
    select.addEventListener("change", () => change(choices[select.value]));
    return make("label", {}, label, select);
  };

  /** A list that can be searched, filtered, ordered and leafed through. */
  const browse = (place, items, { card, words, filters, orders, name }) => {
    if (items.length === 0) {
      return;
    }
    const state = { query: "", filter: Object.values(filters)[0], order: Object.values(orders)[0], page: 0 };
    const list = make("div", { role: "region", "aria-label": name });
    const found = make("p", { class: "found", "aria-live": "polite" });
    const search = make("input", { type: "search", spellcheck: "false" });
    const back = make("button", { type: "button" }, "Previous");
    const next = make("button", { type: "button" }, "Next");
    const where = make("span", {});
    const haystacks = new Map(items.map((item) => [item, words(item).join("\n").toLowerCase()]));

    const show = () => {
      const query = state.query.trim().toLowerCase();
      const matching = items.filter((item) => state.filter(item) && haystacks.get(item).includes(query)).sort(state.order);
      const pages = Math.max(1, Math.ceil(matching.length / PAGE));
      state.page = Math.min(state.page, pages - 1);
      list.replaceChildren(...matching.slice(state.page * PAGE, (state.page + 1) * PAGE).map(card));
      found.textContent = `${matching.length} of ${items.length} shown`;
      where.textContent = `page ${state.page + 1} of ${pages}`;
      back.disabled = state.page === 0;
      next.disabled = state.page === pages - 1;
    };
    const change = (part) => {
      Object.assign(state, { page: 0 }, part);
      show();
    };
    const turn = (by) => {
      state.page += by;
      show();
      place.scrollIntoView();
    };
    search.addEventListener("input", () => change({ query: search.value }));
    back.addEventListener("click", () => turn(-1));
    next.addEventListener("click", () => turn(1));
    place.append(
      make("div", { class: "controls" },
        make("label", {}, "Search in all texts", search),
        chooser("Show", filters, (filter) => change({ filter })),
        chooser("Order", orders, (order) => change({ order })),
        found),
      list,
      make("div", { class: "pages" }, back, where, next));
    show();
  };

  browse(document.getElementById("pair-browser"), run.pairs.samples, {
    name: "Preference pairs",
    card: pairCard,
    words: (pair) => [pair.prompt, pair.chosen, pair.rejected, pair.persona, pair.id],
    filters: {
      "all pairs": () => true,
      "orders agree": (pair) => pair.p_given > 0.5 && pair.p_swapped > 0.5,
      "orders disagree": (pair) => !(pair.p_given > 0.5 && pair.p_swapped > 0.5),
      "chosen is longer": (pair) => pair.chosen_length > pair.rejected_length,
      "chosen is shorter": (pair) => pair.chosen_length < pair.rejected_length,
    },
    orders: {
      "largest margin first": (a, b) => b.margin - a.margin,
      "smallest margin first": (a, b) => a.margin - b.margin,
      "longest first": (a, b) => b.chosen_length + b.rejected_length - a.chosen_length - a.rejected_length,
      "by id": (a, b) => (a.id < b.id ? -1 : 1),
    },
  });

  const compared = [
    ...(run.measurement.compared ?? []).map((row) => ({ ...row, on: "held-out prompts" })),
    ...run.benchmarks.flatMap(({ name, measured }) => measured.compared.map((row) => ({ ...row, on: name }))),
  ];
  browse(document.getElementById("answer-browser"), compared, {
    name: "Answers of both models",
    card: answerCard,
    words: (row) => [row.prompt, row.start, row.trained],
    filters: {
      "all prompts": () => true,
      "trained preferred": (row) => row.p > 0.5,
      "start preferred": (row) => row.p < 0.5,
      "ties": (row) => row.p === 0.5,
      ...Object.fromEntries(run.benchmarks.length === 0 ? [] : [...new Set(compared.map((row) => row.on))]
        .map((on) => [`only ${on}`, (row) => row.on === on])),
    },
    orders: {
      "best for the trained model first": (a, b) => b.p - a.p,
      "worst for the trained model first": (a, b) => a.p - b.p,
    },
  });

  /** Reads a training curve where the pointer is. */
  const readable = (figure) => {
    const curve = run.curves.find((one) => one.name === figure.dataset.curve);
    const picture = figure.querySelector("svg");
    const reading = figure.querySelector(".reading");
    const first = curve?.lines[0]?.points ?? [];
    if (first.length < 2) {
      return;
    }
    const [from, to] = [50, 350]; // the plot's edges, as drawn
    const least = first[0].step;
    const most = first[first.length - 1].step;
    const line = document.createElementNS("http://www.w3.org/2000/svg", "line");
    line.setAttribute("class", "pointer");
    line.setAttribute("y1", "12");
    line.setAttribute("y2", "160");
    picture.addEventListener("pointermove", (event) => {
      const box = picture.getBoundingClientRect();
      const x = ((event.clientX - box.left) / box.width) * picture.viewBox.baseVal.width;
      const step = least + ((x - from) / (to - from)) * (most - least);
      const near = first.reduce((a, b) => (Math.abs(b.step - step) < Math.abs(a.step - step) ? b : a));
      const at = from + ((near.step - least) / (most - least)) * (to - from);
      line.setAttribute("x1", at);
      line.setAttribute("x2", at);
      picture.append(line);
      const values = curve.lines.map((one) => one.points.find((point) => point.step === near.step))
        .filter(Boolean).map((point) => Number(point.value.toPrecision(4)));
      reading.textContent = `step ${near.step}: ${values.join(" / ")}`;
    });
    picture.addEventListener("pointerleave", () => {
      line.remove();
      reading.textContent = "";
    });
  };
  document.querySelectorAll("figure[data-curve]").forEach(readable);
})();
