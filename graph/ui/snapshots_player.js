// The storyboard: one picture at a time on a quiet ground, moved by keys. The pictures stand in the page already, as
// cards of the gallery; nothing is fetched. Which one is shown stands in the address (?beeld=…).
const NAME = "beeld";
const players = new WeakMap();

const asked = () => new URLSearchParams(location.search).get(NAME);

function addressWith(name) {
  // Not URLSearchParams: that would write the other parts of the address anew, in a spelling of its own.
  const parts = location.search.slice(1).split("&").filter((part) => part && !part.startsWith(`${NAME}=`));
  if (name) parts.push(`${NAME}=${encodeURIComponent(name)}`);
  return location.pathname + (parts.length ? `?${parts.join("&")}` : "");
}

function make(tag, name, parent, text) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  if (text) element.textContent = text;
  parent.append(element);
  return element;
}

function makeButton(name, parent, act) {
  const button = make("button", name, parent);
  button.type = "button";
  button.addEventListener("click", act);
  return button;
}

class Player {
  constructor(parent) {
    this.slides = [];
    this.place = -1;
    this.pushed = false; // whether opening made a step in the history of the browser
    this.note = false;
    this.root = make("div", "root", parent);
    this.start = makeButton("start", this.root, () => this.open(0, true));
    this.dialog = make("dialog", "player", this.root);
    this.stage = make("div", "stage", this.dialog);
    this.stage.tabIndex = -1;
    // Title and caption are seen in the picture itself; here they are for who hears the page.
    this.title = make("h2", "unseen", this.stage);
    this.caption = make("p", "unseen", this.stage);
    this.keys = make("p", "unseen", this.stage);
    this.keys.id = "keys";
    this.dialog.setAttribute("aria-describedby", "keys");
    this.sheet = make("div", "sheet", this.stage);
    this.wait = make("p", "wait", this.sheet);
    this.picture = make("img", "", this.sheet);
    this.aside = make("section", "note", this.stage);
    this.aside.id = "note";
    this.aside.hidden = true;
    const bar = make("div", "bar", this.stage);
    this.count = make("p", "place", bar);
    this.former = makeButton("", bar, () => this.go(this.place - 1));
    this.next = makeButton("", bar, () => this.go(this.place + 1));
    this.noted = makeButton("", bar, () => this.toggleNote());
    this.noted.setAttribute("aria-controls", "note");
    this.whole = makeButton("", bar, () => this.toggleWhole());
    this.shut = makeButton("", bar, () => this.close());
    this.voice = make("p", "unseen", this.stage);
    this.voice.setAttribute("aria-live", "polite");
    this.picture.addEventListener("click", () => this.go(this.place + 1));
    this.dialog.addEventListener("keydown", (event) => this.key(event));
    // Escape, while the window is not full screen: the address must follow.
    this.dialog.addEventListener("cancel", (event) => { event.preventDefault(); this.close(); });
    // Escape, while it is: the browser takes the key for itself and tells only that the screen is no longer filled.
    this.stage.addEventListener("fullscreenchange", () => {
      if (this.isWhole()) this.filled = true;
      else if (this.filled && !this.leaving) this.close();
      else this.filled = this.leaving = false;
      this.sayWhole();
    });
    // The back button, from one picture to another or to the gallery: the page behind stays as it is, and is not told.
    this.moved = (event) => {
      if (addressWith("") !== this.address) return;
      event.stopImmediatePropagation();
      this.follow();
    };
    addEventListener("popstate", this.moved, true);
    // A picture of the gallery is a short cut for the mouse to the place where it stands in the storyboard.
    this.pointed = (event) => {
      const place = this.slides.findIndex((slide) => slide.name === event.target.dataset?.snapshot);
      if (place >= 0 && !this.dialog.open) this.open(place, true);
    };
    document.addEventListener("click", this.pointed);
  }

  update(data) {
    const here = this.slides[this.place]?.name;
    this.slides = data.slides;
    this.address = addressWith("");
    this.words = data.words;
    this.start.textContent = data.words.play;
    this.start.hidden = !data.slides.length;
    this.dialog.setAttribute("aria-label", data.words.player);
    this.former.textContent = data.words.former;
    this.next.textContent = data.words.next;
    this.noted.textContent = data.words.note;
    this.whole.textContent = data.words.whole;
    this.shut.textContent = data.words.close;
    this.wait.textContent = data.words.wait;
    this.keys.textContent = data.words.keys;
    if (!this.dialog.open) {
      if (!this.followed) this.follow();
    } else {
      const place = this.slides.findIndex((slide) => slide.name === here);
      if (place < 0) this.close();
      else { this.place = place; this.show(); }
    }
    this.followed = true;
    if (data.focus.key && data.focus.turn !== this.turn && this.turn !== undefined) this.focus(data.focus.key);
    this.turn = data.focus.turn;
  }

  // What was moved or thrown away took the keyboard's place with it; the button that goes on with it gets it.
  // It may stand there already as it was before, and be replaced by the next while the page is still being drawn.
  focus(key, tries = 0) {
    clearTimeout(this.waiting);
    if (!tries) this.left = document.activeElement;
    const nobody = [document.body, this.left].includes(document.activeElement); // else the visitor went on meanwhile
    const busy = document.querySelector('[data-test-script-state="running"]');
    const button = document.querySelector(`.st-key-${CSS.escape(key)} :is(button, a)`);
    if (!busy && button && !button.disabled && nobody) button.focus();
    if (tries < 40) this.waiting = setTimeout(() => this.focus(key, tries + 1), 50);
  }

  follow() {
    const place = this.slides.findIndex((slide) => slide.name === asked());
    if (place >= 0 && this.dialog.open) { this.place = place; this.show(); }
    else if (place >= 0) this.open(place, false);
    else if (this.dialog.open) this.put();
  }

  open(place, byHand) {
    this.place = place;
    this.note = false;
    this.pushed = byHand;
    if (byHand) history.pushState(null, "", addressWith(this.slides[place].name));
    this.dialog.showModal();
    if (byHand) this.fill();
    this.show();
    this.stage.focus({ preventScroll: true });
  }

  // Close, and leave the address of the gallery: the step that opening made is gone back, so that it stands there once.
  close() {
    const back = this.pushed;
    this.put();
    if (!asked()) return;
    if (back) history.back();
    else history.replaceState(null, "", addressWith(""));
  }

  put() {
    clearTimeout(this.timer);
    const focus = () => { if (!this.dialog.open) this.start.focus({ preventScroll: true }); };
    if (this.isWhole()) {
      this.leaving = true;
      // What fills the screen keeps the keyboard until it no longer does.
      document.exitFullscreen().catch(() => {}).then(focus);
    }
    this.filled = this.pushed = false;
    this.dialog.close();
    focus();
  }

  go(place) {
    const wanted = Math.min(Math.max(place, 0), this.slides.length - 1);
    if (wanted === this.place) return;
    this.place = wanted;
    history.replaceState(null, "", addressWith(this.slides[wanted].name));
    this.show();
  }

  show(tries = 0) {
    const slide = this.slides[this.place];
    const card = document.querySelector(`img[data-snapshot="${CSS.escape(slide.name)}"]`);
    clearTimeout(this.timer);
    if (!card && tries < 2000) this.timer = setTimeout(() => this.show(tries + 1), 60);
    this.wait.hidden = Boolean(card);
    this.picture.hidden = !card;
    if (card && this.picture.src !== card.src) {
      this.picture.src = card.src;
      this.picture.getAnimations().forEach((animation) => animation.cancel());
      if (!matchMedia("(prefers-reduced-motion: reduce)").matches) {
        this.picture.animate([{ opacity: 0.25 }, { opacity: 1 }], { duration: 160, easing: "ease-out" });
      }
    }
    this.picture.alt = card ? card.alt : "";
    if (tries) return;
    this.title.textContent = slide.title;
    this.caption.textContent = slide.caption;
    this.count.textContent = `${this.place + 1} / ${this.slides.length}`;
    this.former.disabled = this.place === 0;
    this.next.disabled = this.place === this.slides.length - 1;
    // A button that can no longer be pressed loses the keyboard to nobody.
    if (this.dialog.open && !this.stage.contains(this.root.getRootNode().activeElement)) this.stage.focus();
    if (this.root.getRootNode().activeElement?.disabled) this.stage.focus({ preventScroll: true });
    this.sayNote();
    this.sayWhole();
    this.voice.textContent = `${this.count.textContent}. ${slide.title}. ${slide.caption}`;
  }

  sayNote() {
    this.aside.textContent = this.slides[this.place].note || this.words.empty;
    this.aside.hidden = !this.note;
    this.noted.setAttribute("aria-expanded", String(this.note));
  }

  toggleNote() {
    this.note = !this.note;
    this.sayNote();
  }

  isWhole() {
    return Boolean(document.fullscreenElement);
  }

  sayWhole() {
    this.whole.setAttribute("aria-pressed", String(this.isWhole()));
    this.whole.hidden = !document.fullscreenEnabled;
  }

  fill() {
    // Refused where the visitor did nothing (an opened address) or the browser cannot; the window is filled all the same.
    this.stage.requestFullscreen?.({ navigationUI: "hide" }).catch(() => {});
  }

  toggleWhole() {
    if (!this.isWhole()) { this.fill(); return; }
    this.leaving = true;
    document.exitFullscreen().catch(() => {});
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    event.stopPropagation(); // the page behind has keys of its own
    const onButton = event.target.closest?.("button");
    const acts = {
      ArrowRight: () => this.go(this.place + 1),
      ArrowDown: () => this.go(this.place + 1),
      PageDown: () => this.go(this.place + 1),
      ArrowLeft: () => this.go(this.place - 1),
      ArrowUp: () => this.go(this.place - 1),
      PageUp: () => this.go(this.place - 1),
      Home: () => this.go(0),
      End: () => this.go(this.slides.length - 1),
      n: () => this.toggleNote(),
      f: () => this.toggleWhole(),
    };
    if (!onButton) acts[" "] = acts.Enter = acts.ArrowRight;
    const act = acts[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  remove() {
    removeEventListener("popstate", this.moved, true);
    document.removeEventListener("click", this.pointed);
    clearTimeout(this.timer);
    clearTimeout(this.waiting);
    if (this.isWhole()) document.exitFullscreen().catch(() => {});
    this.root.remove();
  }
}

export default function ({ data, parentElement }) {
  let held = players.get(parentElement);
  if (!held) {
    held = { player: new Player(parentElement), generation: 0 };
    players.set(parentElement, held);
  }
  const mine = ++held.generation;
  held.player.update(data);
  return () => {
    // A clean-up that belongs to a superseded call must not tear down the player of the present one.
    if (mine !== held.generation) return;
    held.player.remove();
    players.delete(parentElement);
  };
}
