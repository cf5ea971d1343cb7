/** What a long command says while it works. */
export interface Progress {
  /** The newest state, replacing the one before: on a terminal at once, elsewhere a plain line now and then. */
  readonly live: (text: string) => void;
  /** A line that stays. */
  readonly say: (text: string) => void;
  /** Removes the live line. To be called before anything else is printed. */
  readonly end: () => void;
}
