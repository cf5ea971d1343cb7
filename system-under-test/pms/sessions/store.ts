/** What a visitor's session remembers: small, and never needed for a booking. */
export interface Session {
  readonly lastSearch?:
    | { readonly property: string; readonly arrival: string; readonly departure: string }
    | undefined;
  readonly basket?: readonly string[] | undefined;
}

/** Sessions by visitor. Losing a node loses its sessions and nothing else: no method ever fails. */
export interface SessionStore {
  readonly read: (sid: string) => Promise<Session>;
  readonly write: (sid: string, session: Session) => Promise<void>;
  /** `address` and whether the node is in use. */
  readonly nodes: () => readonly { readonly address: string; readonly alive: boolean }[];
  readonly close: () => void;
}
