// Sound and video of a meeting, beside its writing. The page talks to our own server, which talks to the SFU: no
// browser learns where another one is. Nothing is asked of camera and microphone before the person chose it, and what
// fails falls back, from video to sound, from sound to writing; the meeting's page is told by `onWay`.
import { ask, pause } from "./media_ask.js";
import { Line } from "./media_line.js";
import { startDevices } from "./media_own.js";
import { Tiles } from "./media_tiles.js";

const TRY_AGAIN_MS = 1200, CONNECT_WITHIN_MS = 9000, LOST_AFTER_MS = 4000, SPEECH_BITS = 24_000;

export function join(root, { onWay = () => {} } = {}) {
  const media = new Media(root, onWay);
  return { setSpeaking: (may) => media.setSpeaking(may), leave: () => media.leave() };
}

class Media {
  way = "text"; wish = "text"; own = null; seat = null; tries = 0; speaking = true; microphone = true; camera = true;
  line = new Line(() => this.onlySound());

  constructor(root, onWay) {
    [this.root, this.onWay] = [root, onWay];
    this.tiles = new Tiles(this.part("media-tiles"), this.part("media-tile"));
    this.on("[data-choose]", (button) => this.choose(button.dataset.choose));
    this.on("[data-enter]", () => this.enter());
    this.on("[data-leave]", () => this.leave());
    this.on("[data-microphone]", () => { this.microphone = !this.microphone; this.hold(); });
    this.on("[data-camera]", () => { this.camera = !this.camera; this.turnCamera(); });
    addEventListener("pagehide", () => this.leave());
    root.hidden = !("RTCPeerConnection" in window && navigator.mediaDevices);
  }

  on(which, act) {
    for (const each of this.root.querySelectorAll(which)) each.addEventListener("click", () => act(each));
  }

  part(name) {
    return this.root.querySelector(`[data-${name}]`);
  }

  says(what) {
    const line = this.part("media-says");
    if (line.textContent !== this.root.dataset[what]) line.textContent = this.root.dataset[what] ?? "";
  }

  show(step) {
    for (const each of ["before", "preview", "inside"]) this.part(`media-${each}`).hidden = each !== step;
    this.part("camera").hidden = !this.own?.getVideoTracks().length;
  }

  turn(way) {
    if (this.way === way || (way !== "text" && !this.seat)) return;
    this.way = way;
    this.root.dataset.way = way;
    this.onWay(way);
  }

  // The person chose: the first time that anything is asked of the devices.
  async choose(wish) {
    this.stopDevices();
    this.own = await startDevices(wish);
    if (!this.own) return this.says("noMicrophone");
    this.wish = this.own.getVideoTracks().length ? "video" : "audio";
    this.says(this.wish === wish ? "" : "noCamera");
    this.part("own").hidden = this.wish !== "video";
    this.part("own").srcObject = this.own;
    this.show("preview");
    this.part("enter").focus();
  }

  async enter() {
    this.entered = true;
    this.show("inside");
    this.part("microphone").focus();
    await this.keepTrying();
  }

  async keepTrying() {
    while (this.entered && !this.seat) {
      this.says(this.tries ? "away" : "trying");
      const result = await this.tryToEnter();
      if (result === "no") return this.end("removed");
      if (result === "in") return;
      this.tries += 1;
      await pause(TRY_AGAIN_MS * Math.min(1 + this.tries / 4, 8) * (0.75 + Math.random() / 2));
    }
  }

  async tryToEnter() {
    const { status, said } = await this.ask("join", { way: this.wish });
    if (status === 404) return "no";
    if (status !== 200 || !this.entered) return "away";
    [this.seat, this.granted, this.speaking] = [said.seat, said.way, said.speak];
    this.servers = { iceServers: said.servers, iceTransportPolicy: said.relay ? "relay" : "all" };
    try {
      await this.send();
    } catch {
      this.drop();
      return "away";
    }
    this.listen(said.seat);
    this.waiting = setTimeout(() => this.out?.connectionState !== "connected" && this.lost(), CONNECT_WITHIN_MS);
    return "in";
  }

  peer(which) {
    const peer = new RTCPeerConnection(this.servers);
    peer.onicecandidate = ({ candidate }) => peer === this[which] &&
      this.ask("trickle", { which, candidate: candidate?.candidate || null, mid: candidate?.sdpMid ?? "0" });
    peer.onconnectionstatechange = () => peer === this[which] && this.changed(which, peer.connectionState);
    return peer;
  }

  async send() {
    this.out = this.peer("out");
    for (const track of this.own.getTracks()) {
      if (track.kind === "video" && this.granted !== "video") continue;
      const sendEncodings = track.kind === "audio" ? [{ maxBitrate: SPEECH_BITS }] : [{}];
      this.out.addTransceiver(track, { direction: "sendonly", sendEncodings });
    }
    this.hold();
    await this.out.setLocalDescription(await this.out.createOffer());
    const { status, said } = await this.ask("publish", { sdp: this.out.localDescription.sdp });
    if (status !== 200) throw new Error("away");
    await this.out.setRemoteDescription({ type: "answer", sdp: said.sdp });
  }

  changed(which, state) {
    clearTimeout(this.losing);
    if (which === "out" && state === "connected") {
      clearTimeout(this.waiting);
      this.tries = 0;
      this.turn(this.granted);
      this.says(!this.speaking ? "notYourTurn" : this.granted === "video" ? "inVideo" : "inAudio");
      this.granted === "video" ? this.line.watch(this.out, () => this.into) : this.line.stop();
    }
    if (state === "failed") this.lost();
    if (state === "disconnected") this.losing = setTimeout(() => this.lost(), LOST_AFTER_MS);
  }

  // Events are asked for; a question that got no answer is asked again from the same number.
  async listen(seat) {
    let after = 0;
    while (this.seat === seat) {
      const { status, said } = await this.ask("events", { after });
      if (this.seat !== seat) return;
      if (status === 410) return this.heard(said);
      if (status === 404) return this.end("removed");
      if (status !== 200) await pause(TRY_AGAIN_MS);
      for (const event of said.events ?? []) {
        after = event.number;
        await this.heard(event).catch(() => this.lost());
      }
    }
  }

  async heard(event) {
    if (event.kind === "offer") await this.hear(event);
    if (event.kind === "candidate" && !event.candidate.completed) {
      await this[event.which]?.addIceCandidate(event.candidate);
    }
    if (event.kind === "gone") this.tiles.remove(event.feed);
    if (event.kind === "speak") this.setSpeaking(true);
    if (event.kind === "silent") this.setSpeaking(false);
    if (event.kind === "way") this.onlySound(event.why);
    if (event.kind === "away") this.lost();
    if (["removed", "over", "left", "elsewhere"].includes(event.kind)) this.end(event.kind);
  }

  async hear({ sdp, tiles }) {
    this.into ??= this.peer("into");
    await this.into.setRemoteDescription({ type: "offer", sdp });
    await this.into.setLocalDescription(await this.into.createAnswer());
    await this.ask("answer", { sdp: this.into.localDescription.sdp });
    const tracks = new Map(this.into.getTransceivers().map((each) => [each.mid, each.receiver.track]));
    for (const tile of tiles) this.tiles.show(tile, tracks.get(tile.mid));
  }

  // Whose turn it is decides the server, which also stops passing sound on; the person's own button comes on top.
  setSpeaking(may) {
    if (this.speaking !== may && this.way !== "text") this.says(may ? "yourTurn" : "notYourTurn");
    this.speaking = may;
    this.hold();
  }

  hold() {
    for (const track of this.own?.getAudioTracks() ?? []) track.enabled = this.speaking && this.microphone;
    this.part("microphone").setAttribute("aria-pressed", String(this.microphone));
    this.part("microphone").disabled = !this.speaking;
  }

  // Going down happens here at once: over a line that is full, the server's answer may take long.
  async turnCamera() {
    this.part("camera").setAttribute("aria-pressed", String(this.camera));
    const [track] = this.own?.getVideoTracks() ?? [];
    if (track) track.enabled = this.camera;
    const sender = this.out?.getTransceivers().find((each) => each.receiver.track.kind === "video")?.sender;
    await sender?.replaceTrack(this.camera ? track : null);
    if (!this.camera) this.turn((this.granted = "audio"));
    const { status, said } = await this.ask("way", { way: this.camera ? this.wish : "audio" });
    if (status === 200) this.turn((this.granted = said.way));
  }

  async onlySound(why = "slow") {
    this.camera = false;
    this.line.stop();
    if (why === "slow") this.says("poor");
    await this.turnCamera();
  }

  // The connection is gone: the person is in the meeting by writing until it is back.
  lost() {
    if (!this.seat) return;
    this.drop();
    this.turn("text");
    this.tries += 1;
    this.keepTrying();
  }

  drop() {
    clearTimeout(this.waiting);
    clearTimeout(this.losing);
    this.line.stop();
    for (const peer of [this.out, this.into]) peer?.close();
    this.out = this.into = this.seat = null;
    this.tiles.clear();
  }

  end(why) {
    this.entered = false;
    this.drop();
    this.stopDevices();
    this.show("before");
    this.says(why);
    this.turn("text");
  }

  leave() {
    if (this.seat) this.ask("leave", {}, true);
    this.end("");
  }

  stopDevices() {
    for (const track of this.own?.getTracks() ?? []) track.stop();
    this.own = this.part("own").srcObject = null;
  }

  ask(what, words, keepalive = false) {
    return ask(`/media/${this.root.dataset.media}/${what}/`, { seat: this.seat ?? "", ...words }, keepalive);
  }
}
