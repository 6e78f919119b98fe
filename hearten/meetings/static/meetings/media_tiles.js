// The people whom a page sees or hears: one tile for each, with the name that our server gave.

export class Tiles {
  shown = new Map();

  constructor(list, template) {
    this.list = list;
    this.template = template;
  }

  show({ feed, presence, name, medium }, track) {
    if (!track) return;
    const tile = this.shown.get(feed) ?? this.make(feed, presence, name);
    tile.querySelector("video").srcObject.addTrack(track);
    if (medium === "video") tile.dataset.video = "";
  }

  make(feed, presence, name) {
    const tile = this.template.content.cloneNode(true).firstElementChild;
    const picture = tile.querySelector("video");
    tile.dataset.presence = presence;
    tile.querySelector("[data-name]").textContent = name;
    picture.setAttribute("aria-label", name);
    picture.srcObject = new MediaStream();
    this.list.append(tile);
    this.shown.set(feed, tile);
    return tile;
  }

  remove(feed) {
    this.shown.get(feed)?.remove();
    this.shown.delete(feed);
  }

  clear() {
    for (const feed of [...this.shown.keys()]) this.remove(feed);
  }
}
