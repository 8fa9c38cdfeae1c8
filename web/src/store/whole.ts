// Contents that came as a whole: an import, or a version that was restored. Undo takes them back as it takes
// back an edit, by restoring the version that was there before.

export interface Whole {
  /** The revision that came as a whole. */
  readonly rev: number;
  /** Versions with what was there before, and with what came. */
  readonly before: number;
  readonly after: number;
}

/** Makes one version the newest content in place of another; gives the revision that it becomes. */
export type Restore = (to: number, leaving: number) => Promise<number>;

/** Remembers the newest content that came as a whole, while nobody else has edited on top of it. */
export class WholeContent {
  #whole: (Whole & { readonly undone: boolean }) | undefined;
  /** The revision that the replica started from. */
  #start = -1;
  /** Set by the program. */
  restore: Restore = () => Promise.reject(new Error());

  /** This tab replaced the content. Its new content may be here already, or still be on its way. */
  came(whole: Whole): void {
    this.#whole = { ...whole, undone: false };
  }

  startedFrom(rev: number): void {
    this.#start = rev;
  }

  /** Somebody else edited: taking all back would take back theirs too. */
  editedByOthers(): void {
    if (this.#whole?.rev === this.#start) this.#whole = undefined;
  }

  can(way: "undo" | "redo"): boolean {
    return this.#whole?.rev === this.#start && this.#whole.undone === (way === "redo");
  }

  async reverse(): Promise<void> {
    const whole = this.#whole;
    if (!whole) return;
    this.#whole = undefined; // a second press while the first is under way does nothing
    const { before, after, undone } = whole;
    const rev = await (undone ? this.restore(after, before) : this.restore(before, after));
    this.#whole = { rev, before, after, undone: !undone };
  }
}
