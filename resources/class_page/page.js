// The class page: what the server tells, as cards; what is pressed, as requests.
const texts = await (await fetch("/texts.json")).json();
const at = (id) => document.getElementById(id);
const kept = (name) => { try { return localStorage.getItem(name); } catch { return null; } };
const keep = (name, value) => { try { localStorage.setItem(name, value); } catch { /* private */ } };

let language = kept("language") ?? (navigator.language.startsWith("zh") ? "zh" : "en");
let look = kept("look") ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
let way = "code";
let events = null;
let heardAt = 0;
let goneSince = null;
let tone = null;
const seats = new Map();
const cards = new Map();
const rung = new Map();
const ACTIONS = ["pause", "resume", "easier", "next-task"];
const WORKING = new Set(["instructions", "practice", "calibration", "block"]);

const say = (key, values = {}) =>
  (texts[language][key] ?? key).replace(/{(\w+)}/g, (_, name) => values[name] ?? "");
const clock = (when) =>
  when.toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit" });

function make(tag, options = {}, ...inside) {
  const made = Object.assign(document.createElement(tag), options);
  made.append(...inside);
  return made;
}

// what changes is written only where it differs: a screen reader hears changes alone
function write(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

async function post(path, body = {}) {
  return fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Attention-Camp": "1" },
    body: JSON.stringify(body),
  });
}

function dress() {
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  document.documentElement.dataset.look = look;
  for (const node of document.querySelectorAll("[data-text]")) {
    write(node, say(node.dataset.text));
  }
  write(at("language"), say("other"));
  at("language").lang = language === "zh" ? "en" : "zh-CN";
  write(at("login-how"), say(way === "code" ? "byCode" : "byAccount"));
  write(at("name-label"), say(way === "code" ? "yourName" : "account"));
  write(at("secret-label"), say(way === "code" ? "theCode" : "passphrase"));
  at("secret").type = way === "code" ? "text" : "password";
  show();
}

// cards

function makeCard(number) {
  const part = {
    name: make("h3"), quality: make("p", { className: "quality" }),
    computer: make("p", { className: "small" }),
    activity: make("p", { className: "activity" }), bar: make("progress"),
    progress: make("p", { className: "small" }),
    alerts: make("ul", { className: "alerts" }),
    seen: make("p", { className: "small" }), asked: make("p", { className: "small" }),
    buttons: make("div", { className: "bar" }),
  };
  part.asked.setAttribute("aria-live", "polite");
  for (const what of ACTIONS) {
    const button = make("button");
    button.dataset.what = what;
    button.addEventListener("click", () => ask(number, what));
    part.buttons.append(button);
  }
  const top = make("div", { className: "top" }, part.name, part.quality);
  const { quality, name, ...below } = part;
  part.card = make("li", { className: "card" }, top, ...Object.values(below));
  return part;
}

function activityOf(seat) {
  if (seat.ending) return say(seat.ending === "failed" ? "failedEnd" : seat.ending);
  if (seat.lost) return say("lostNow");
  return say(seat.activity, { block: seat.block, n: seat.n_blocks });
}

function alertOf(seat, code) {
  if (code === "failed") return say("failedAlert");
  return say(code, { gb: seat.free_gb, seconds: 5 });
}

function askedOf(seat) {
  const last = seat.asked[0];
  if (!last) return "";
  const values = { what: say(last.what), who: last.who, time: clock(new Date(last.at)) };
  return say(last.outcome, values);
}

function fill(part, seat) {
  const shown = seat.ending ? "" : seat.quality;
  const quality = seat.lost || shown === "hidden" || !shown ? "" : say(shown);
  write(part.name, seat.learner);
  write(part.quality, quality);
  part.quality.className = `quality ${shown === "none" ? "bad" : shown}`;
  write(part.computer, seat.computer);
  write(part.activity, activityOf(seat));
  part.bar.max = Math.max(seat.planned, 1);
  part.bar.value = seat.done;
  const progress = say("progress", seat);
  part.bar.setAttribute("aria-label", progress);
  const left = seat.minutes !== null && !seat.ending && seat.activity !== "preparing"
    ? ` · ${say("minutes", seat)}` : "";
  write(part.progress, progress + left);
  const alerts = seat.alerts.map((code) => alertOf(seat, code));
  if (part.alerts.dataset.shown !== alerts.join("\n")) {
    part.alerts.dataset.shown = alerts.join("\n");
    part.alerts.replaceChildren(...alerts.map((text) => make("li", { textContent: `▲ ${text}` })));
  }
  part.alerts.hidden = alerts.length === 0;
  write(part.seen, seat.seen_by ? say("seenBy", { who: seat.seen_by }) : "");
  part.seen.hidden = !seat.seen_by;
  write(part.asked, askedOf(seat));
  part.asked.hidden = !part.asked.textContent;
  fillButtons(part, seat);
  part.card.className = ["card", seat.calls && "call", seat.alerts.length && "alert",
    seat.ending && "ended", seat.lost && "lost"].filter(Boolean).join(" ");
}

function fillButtons(part, seat) {
  let any = false;
  for (const button of part.buttons.children) {
    const what = button.dataset.what;
    const may = seat.allows.includes(what) && !seat.lost;
    const waits = seat.asked[0]?.outcome === "waiting" && seat.asked[0].what === what;
    // a button that vanished under the focus would throw the keyboard back to the top
    button.hidden = !may && document.activeElement !== button;
    button.disabled = !may || waits;
    any ||= !button.hidden;
    write(button, say(what));
    button.setAttribute("aria-label", say("of", { what: say(what), learner: seat.learner }));
  }
  part.buttons.hidden = !any;
}

const urgency = (seat) =>
  seat.calls ? 0 : seat.alerts.length && !seat.ending ? 1 : seat.ending ? 3 : 2;

function show() {
  const order = [...seats.values()].sort((one, other) =>
    urgency(one) - urgency(other) ||
    one.learner.localeCompare(other.learner, "en", { numeric: true }));
  for (const [number, part] of cards) {
    if (!seats.has(number)) { part.card.remove(); cards.delete(number); }
  }
  const list = at("learners");
  const inside = list.contains(document.activeElement);
  order.forEach((seat, place) => {
    if (!cards.has(seat.seat)) cards.set(seat.seat, makeCard(seat.seat));
    const { card } = cards.get(seat.seat);
    fill(cards.get(seat.seat), seat);
    // cards stay where they are while somebody works in one of them
    const moves = !inside || !card.isConnected || urgency(seat) === 0;
    if (moves && list.children[place] !== card && !card.contains(document.activeElement)) {
      list.insertBefore(card, list.children[place] ?? null);
    }
  });
  const signedIn = events !== null;
  at("empty").hidden = !signedIn || order.length > 0;
  summarise(order);
  showCalls(order.filter((seat) => seat.calls));
}

function summarise(order) {
  const count = (test) => order.filter(test).length;
  const calls = count((seat) => seat.calls);
  write(at("summary"), events === null ? "" : say("summary", {
    n: order.length, calls,
    working: count((seat) => WORKING.has(seat.activity) && !seat.ending),
    paused: count((seat) => seat.activity === "paused"),
    alerts: count((seat) => seat.alerts.length > 0),
  }));
  document.title = (calls ? `(${calls}!) ` : "") + say("titled");
  at("pause-all").disabled = !order.some((seat) => seat.allows.includes("pause"));
  at("resume-all").disabled = !order.some((seat) => seat.allows.includes("resume"));
}

function showCalls(calling) {
  const key = `${language} ${calling.map((seat) => seat.seat + seat.call).join(" ")}`;
  if (at("calls").dataset.shown !== key) {
    at("calls").dataset.shown = key;
    at("calls").replaceChildren(...calling.map((seat) => {
      const button = make("button", { textContent: say("seen") });
      button.addEventListener("click", () => post("/api/seen", { seat: seat.seat }));
      const text = make("span", {
        textContent: `▲ ${say("call", seat)} · ${seat.computer}` });
      return make("div", { className: "banner bad" }, text, button);
    }));
  }
  if (calling.some((seat) => rung.get(seat.seat) !== seat.session + seat.call)) ring();
  for (const seat of calling) rung.set(seat.seat, seat.session + seat.call);
}

function ring() {
  if (tone === null) return;
  for (const [start, pitch] of [[0, 660], [0.25, 880], [0.5, 660]]) {
    const wave = new OscillatorNode(tone, { frequency: pitch });
    const gain = new GainNode(tone, { gain: 0.2 });
    wave.connect(gain).connect(tone.destination);
    wave.start(tone.currentTime + start);
    wave.stop(tone.currentTime + start + 0.2);
  }
}

// requests

let nAsked = 0;

function confirmed(question, yes) {
  write(at("confirm-text"), question);
  write(at("confirm-yes"), yes);
  const dialog = at("confirm");
  dialog.returnValue = "";
  dialog.showModal();
  at("confirm-no").focus();
  const turn = ++nAsked;
  return new Promise((resolve) => {
    const ended = () => {
      // told late, a dialog that was left may be open again for the next question
      if (turn === nAsked && dialog.open) return;
      dialog.removeEventListener("close", ended);
      resolve(turn === nAsked && dialog.returnValue === "yes");
    };
    dialog.addEventListener("close", ended);
  });
}

async function ask(number, what) {
  const seat = seats.get(number);
  if (what === "next-task" &&
      !(await confirmed(say("confirmNext", seat), say("confirmNextYes")))) return;
  await post("/api/ask", { what, seat: number });
}

async function pauseAll() {
  const n = [...seats.values()].filter((seat) => seat.allows.includes("pause")).length;
  if (await confirmed(say("confirmAll", { n }), say("confirmAllYes"))) {
    await post("/api/ask", { what: "pause" });
  }
}

async function addComputers() {
  const answer = await post("/api/code");
  if (!answer.ok) return;
  const { code, minutes } = await answer.json();
  write(at("pairing-address"), location.origin);
  write(at("pairing-code"), code);
  write(at("pairing-until"), say("pairingUntil", { minutes }));
  at("pairing").showModal();
}

// in and out

async function enter() {
  const me = await (await fetch("/api/me")).json();
  way = me.by;
  const isIn = me.who !== "";
  at("login").hidden = isIn;
  for (const id of ["class", "actions", "sound", "leave"]) at(id).hidden = !isIn;
  if (isIn) listen(); else stop();
  dress();
  if (!isIn) at("name").focus();
}

function stop() {
  events?.close();
  events = null;
  seats.clear();
  at("gone").hidden = true;
}

function listen() {
  stop();
  events = new EventSource("/api/events");
  heardAt = performance.now();
  events.onmessage = (message) => {
    const news = JSON.parse(message.data);
    heardAt = performance.now();
    for (const number of news.gone) seats.delete(number);
    for (const seat of news.seats) seats.set(seat.seat, seat);
    if (news.seats.length || news.gone.length || at("summary").textContent === "") show();
  };
}

function watch() {
  if (events === null) return;
  const gone = performance.now() - heardAt > 3000;
  if (gone && goneSince === null) goneSince = new Date();
  if (!gone) goneSince = null;
  at("gone").hidden = !gone;
  if (gone) write(at("gone"), say("gone", { time: clock(goneSince) }));
  // a page that was started again knows no browser: it has to be signed in anew
  if (gone && events.readyState === EventSource.CLOSED) {
    enter().catch(() => { /* still gone */ });
  }
}

at("login").addEventListener("submit", async (event) => {
  event.preventDefault();
  write(at("login-error"), "");
  try {
    const answer = await post("/api/login",
      { name: at("name").value, secret: at("secret").value });
    at("secret").value = "";
    if (answer.ok) { await enter(); return; }
    write(at("login-error"), say(answer.status === 429 ? "often" : "wrong"));
  } catch {
    write(at("login-error"), say("failed"));
  }
});
at("leave").addEventListener("click", async () => { await post("/api/logout"); await enter(); });
at("language").addEventListener("click", () => {
  language = language === "zh" ? "en" : "zh";
  keep("language", language);
  dress();
});
at("look").addEventListener("click", () => {
  look = look === "dark" ? "light" : "dark";
  keep("look", look);
  dress();
});
at("sound").addEventListener("click", () => {
  tone = tone === null ? new AudioContext() : (tone.close(), null);
  at("sound").setAttribute("aria-pressed", String(tone !== null));
  ring();
});
at("pause-all").addEventListener("click", pauseAll);
at("resume-all").addEventListener("click", () => post("/api/ask", { what: "resume" }));
at("add").addEventListener("click", addComputers);
at("pairing-close").addEventListener("click", () => at("pairing").close());
at("confirm-yes").addEventListener("click", () => at("confirm").close("yes"));
at("confirm-no").addEventListener("click", () => at("confirm").close("no"));
setInterval(watch, 500);
await enter();
