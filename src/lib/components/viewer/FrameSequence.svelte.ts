export const ARRANGEMENTS = { one: 'One frame', blink: 'Blink', side: 'Side by side' } as const;

/** More would be too small, and too much for a small device. */
export const MAX_SIDE_BY_SIDE = 4;

export type Arrangement = keyof typeof ARRANGEMENTS;

/** How several frames are shown, and which of them is now. */
export class FrameSequence {
  arrangement = $state<Arrangement>('one');
  /** Its place; the frames may have become fewer since. */
  current = $state(0);
  /** Milliseconds. */
  interval = $state(1000);
  isBlinking = $state(false);

  arrange(arrangement: Arrangement): void {
    this.arrangement = arrangement;
    this.isBlinking = arrangement === 'blink';
  }

  step(by: number, count: number): void {
    this.current = (this.current + by + count) % count;
  }
}
