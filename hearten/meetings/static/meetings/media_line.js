// How good a page's line is: what the browser counts, looked at every few seconds.

const LOOK_EVERY_MS = 2500, POOR_LOOKS = 3;
// Beyond these, three looks in a row, video costs more than it gives: it is what makes voices break up.
const POOR = { loss: 0.1, rtt: 1.2, bits: 90_000 };

export class Line {
  poor = 0; before = { lost: 0, got: 0 }; timer = null;

  constructor(whenPoor) {
    this.whenPoor = whenPoor;
  }

  watch(out, into) {
    this.stop();
    this.timer = setInterval(() => this.look(out, into()), LOOK_EVERY_MS);
  }

  stop() {
    clearInterval(this.timer);
    this.poor = 0;
    this.before = { lost: 0, got: 0 };
  }

  // Loss and delay of what goes out are what the other end reports; of what comes in, what we count ourselves.
  async look(out, into) {
    const found = { loss: into ? await this.lossOfWhatComes(into) : 0, rtt: 0, bits: Infinity };
    for (const each of (await out.getStats()).values()) {
      if (each.type === "remote-inbound-rtp") found.loss = Math.max(found.loss, each.fractionLost ?? 0);
      if (each.type !== "candidate-pair" || !each.nominated) continue;
      found.rtt = Math.max(found.rtt, each.currentRoundTripTime ?? 0);
      found.bits = Math.min(found.bits, each.availableOutgoingBitrate ?? Infinity);
    }
    const isPoor = found.loss > POOR.loss || found.rtt > POOR.rtt || found.bits < POOR.bits;
    this.poor = isPoor ? this.poor + 1 : 0;
    if (this.poor === POOR_LOOKS) this.whenPoor();
  }

  async lossOfWhatComes(into) {
    const now = { lost: 0, got: 0 };
    for (const each of (await into.getStats()).values()) {
      if (each.type !== "inbound-rtp") continue;
      now.lost += each.packetsLost ?? 0;
      now.got += each.packetsReceived ?? 0;
    }
    const lost = now.lost - this.before.lost, got = now.got - this.before.got;
    this.before = now;
    return lost > 0 ? lost / (lost + Math.max(got, 0)) : 0;
  }
}
