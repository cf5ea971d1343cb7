/** A resource block: its type, its name and its arguments. */
export interface Block {
  readonly type: string;
  readonly name: string;
  readonly arguments: object;
}
