/**
 * The bell of an offer: two tones, made at run time. All strokes up to the offer's end are laid out at once, since a
 * hidden tab's timers are slowed down while its sound is not.
 */
export type SoundState =
  /** The browser has no sound. */
  | 'unsupported'
  /** The browser waits for a click or a key on this page before it lets the page be heard. */
  | 'locked'
  | 'ready';

const strokeEverySeconds = 1.6;
const mostSeconds = 180;

export class Bell {
  private context: AudioContext | undefined;
  private ringing: GainNode | undefined;

  constructor(private readonly changed: () => void) {
    // Any gesture on the page will do; the listeners go with the first that works.
    const unlock = () => void this.unlock();
    for (const name of ['pointerdown', 'keydown'] as const) addEventListener(name, unlock, { capture: true, passive: true });
  }

  get state(): SoundState {
    if (typeof AudioContext === 'undefined') return 'unsupported';
    return this.context?.state === 'running' ? 'ready' : 'locked';
  }

  /** Rings until `stop` or for so long. Without effect while locked: it begins when the page is unlocked. */
  ring(forMs: number): void {
    this.stop();
    const context = this.open();
    if (!context) return;
    const out = new GainNode(context, { gain: 0.8 });
    out.connect(context.destination);
    this.ringing = out;
    const seconds = Math.min(forMs / 1000, mostSeconds);
    for (let at = 0; at < seconds; at += strokeEverySeconds) {
      // Gentle at first, urgent in the end.
      const volume = 0.25 + 0.5 * Math.min(1, at / Math.max(1, seconds));
      stroke(context, out, context.currentTime + at, 880, volume);
      stroke(context, out, context.currentTime + at + 0.22, 1174.66, volume);
    }
  }

  stop(): void {
    this.ringing?.disconnect();
    this.ringing = undefined;
  }

  /** One stroke, to hear whether it can be heard. Call it from a click. */
  async test(): Promise<boolean> {
    await this.unlock();
    if (this.context?.state !== 'running') return false;
    this.ring(strokeEverySeconds * 1000 * 2);
    return true;
  }

  private open(): AudioContext | undefined {
    if (!this.context && typeof AudioContext !== 'undefined') {
      this.context = new AudioContext();
      this.context.addEventListener('statechange', () => this.changed());
    }
    return this.context;
  }

  private async unlock(): Promise<void> {
    const context = this.open();
    if (!context || context.state === 'running') return;
    // Not in a gesture, or no device: the state says so.
    await context.resume().catch(() => undefined);
    this.changed();
  }
}

function stroke(context: AudioContext, out: AudioNode, at: number, frequency: number, volume: number): void {
  const tone = new OscillatorNode(context, { type: 'triangle', frequency });
  const envelope = new GainNode(context, { gain: 0 });
  envelope.gain.setValueAtTime(0, at);
  envelope.gain.linearRampToValueAtTime(volume, at + 0.02);
  envelope.gain.exponentialRampToValueAtTime(0.001, at + 0.75);
  tone.connect(envelope).connect(out);
  tone.start(at);
  tone.stop(at + 0.8);
}
