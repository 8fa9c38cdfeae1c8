// Keeps this tab below the server's rate of edits: after an hour offline hundreds may wait, and sent at once
// they would end the connection.
export interface Clock {
  now(): number;
  later(run: () => void, ms: number): () => void;
}

export const browserClock: Clock = {
  now: () => performance.now(),
  later: (run, ms) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

/** A share of the server's limits: its bucket and ours are not filled at the same instants. */
const share = 0.8;

export class Pacer<T> {
  readonly #send: (item: T) => void;
  readonly #clock: Clock;
  #queue: T[] = [];
  #tokens = 1;
  #perMs = 0;
  #most = 1;
  #filledAt = 0;
  #cancel: (() => void) | undefined;

  constructor(send: (item: T) => void, clock: Clock) {
    this.#send = send;
    this.#clock = clock;
  }

  /** Begins anew with full tokens; what was queued is dropped, because a new connection resends. */
  reset(perSecond: number, burst: number): void {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#queue = [];
    this.#most = Math.max(1, Math.floor(burst * share));
    this.#perMs = (perSecond * share) / 1000;
    this.#tokens = this.#most;
    this.#filledAt = this.#clock.now();
  }

  push(item: T): void {
    this.#queue.push(item);
    this.#drain();
  }

  #drain(): void {
    const now = this.#clock.now();
    this.#tokens = Math.min(this.#most, this.#tokens + (now - this.#filledAt) * this.#perMs);
    this.#filledAt = now;
    while (this.#tokens >= 1) {
      const item = this.#queue.shift();
      if (item === undefined) return;
      this.#tokens--;
      this.#send(item);
    }
    if (this.#queue.length === 0 || this.#cancel || this.#perMs === 0) return;
    this.#cancel = this.#clock.later(
      () => {
        this.#cancel = undefined;
        this.#drain();
      },
      (1 - this.#tokens) / this.#perMs,
    );
  }
}
