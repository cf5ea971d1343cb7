export interface Pitch {
  readonly number: number;
}

export function pitchOf(turn: number): Pitch {
  return { number: turn + 1 } satisfies Pitch;
}
